package dev.guildhall.guild.loop;

/// Why the guild ends a stream.
public enum StreamEnd {
    /// The edge did not take what was queued for it: it has to attach again.
    TOO_SLOW,
    /// Another pod owns the guild: ask the directory again.
    NOT_THE_OWNER,
    /// Starting, draining, or out of order for now: try again.
    UNAVAILABLE,
    /// The guild does not exist.
    NO_SUCH_GUILD,
    /// The same edge has attached anew.
    REPLACED,
    /// More edges than the guild takes.
    TOO_MANY_STREAMS
}
