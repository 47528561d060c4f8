package dev.guildhall.guild.store;

import dev.guildhall.common.guild.Event;

/// A durable event at its place in the guild's order; seqs start at 1 and have no gaps.
public record LogEntry(long seq, Event.Durable event) {}
