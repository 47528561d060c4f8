package dev.guildhall.guild.loop;

/// How a guild does, as its loop said last. `published` counts all events since the loop began;
/// `lastUsedNanos` is the ticker's time of the last command, read or frame.
public record GuildStats(
        long members, long online, long published, int streams, int sessions, long lastUsedNanos) {}
