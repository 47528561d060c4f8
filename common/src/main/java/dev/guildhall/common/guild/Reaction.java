package dev.guildhall.common.guild;

/// How many reacted to a message with one emoji, and whether the reader did.
///
/// In events, which have no reader, `me` is false; the edge knows better for its own sessions only
/// after a read.
public record Reaction(Emoji emoji, int count, boolean me) {}
