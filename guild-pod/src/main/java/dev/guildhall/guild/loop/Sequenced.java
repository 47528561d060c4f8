package dev.guildhall.guild.loop;

import dev.guildhall.common.guild.Event;

/// An event at its place: a durable one's own seq, or that of the last durable one before it.
public record Sequenced(long seq, Event event) {}
