package dev.guildhall.guild.store.cassandra;

import dev.guildhall.common.id.GuildId;

/// Claims guilds' logs. Safe for many threads.
public interface GuildLogs {

    /// As `GuildStores.claim` says.
    GuildLog claim(GuildId guildId, long epoch, String owner);

    /// Whether the guild's log ever had an entry. Claims nothing.
    boolean exists(GuildId guildId);
}
