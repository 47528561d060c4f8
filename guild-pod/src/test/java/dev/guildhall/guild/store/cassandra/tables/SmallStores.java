package dev.guildhall.guild.store.cassandra.tables;

import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.GuildStores;
import dev.guildhall.guild.store.cassandra.CassandraGuildStores;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.cassandra.log.SmallLogs;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/// Stores with a bucket of the log for every few commits, small chunks of the projection, and a
/// snapshot after each commit: so each step of all of them comes after a few events.
public final class SmallStores {

    private static final int LAG_ENTRIES = 1_000;
    private static final long LAG_WAIT_MS = 30_000;
    private static final int CHUNK_ENTRIES = 3;

    private SmallStores() {}

    public static GuildStores in(CassandraSession session) {
        return in(session, new SimpleMeterRegistry());
    }

    static GuildStores in(CassandraSession session, MeterRegistry registry) {
        TablesOptions options =
                new TablesOptions(LAG_ENTRIES, LAG_WAIT_MS, CHUNK_ENTRIES, 1, 0, _ -> 0);
        return new CassandraGuildStores(
                SmallLogs.in(session, registry),
                new TablesOpener(
                        session,
                        new ProtoEventBytes(),
                        options,
                        new TablesMetrics(registry),
                        Ticker.system()));
    }
}
