package dev.guildhall.guild.loop;

import dev.guildhall.guild.core.StateSizes;

/// How a guild does, as its loop said last. `published` counts all events since the loop began;
/// `sizes` says how full the state's bounded parts are; `lastUsedNanos` is the ticker's time of the
/// last command, read or frame.
public record GuildStats(
        long members,
        long online,
        long published,
        int streams,
        StateSizes sizes,
        long lastUsedNanos) {}
