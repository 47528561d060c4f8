package dev.guildhall.guild.store.cassandra;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.guild.store.GuildStore;
import dev.guildhall.guild.store.GuildStores;

/// The guilds' stores of one keyspace. Does not own the session.
public final class CassandraGuildStores implements GuildStores {

    private final GuildLogs logs;
    private final GuildTables.Opener tables;

    public CassandraGuildStores(GuildLogs logs, GuildTables.Opener tables) {
        this.logs = logs;
        this.tables = tables;
    }

    @Override
    public GuildStore claim(GuildId guildId, long epoch, String owner) {
        GuildLog log = logs.claim(guildId, epoch, owner);
        return new CassandraGuildStore(log, tables.open(guildId, log));
    }

    @Override
    public boolean exists(GuildId guildId) {
        return logs.exists(guildId);
    }
}
