package dev.guildhall.guild.transfer;

/// What a guild has, and the SHA-256 of all of it in the order of [ContentWalk]: two guilds with
/// the same are the same. Who left, nonces, which are forgotten after minutes, and the number of
/// events are left out.
record Totals(
        long roles,
        long channels,
        long members,
        long bans,
        long messages,
        long pins,
        long reactions,
        String contentSha256) {}
