package dev.guildhall.guild.transfer;

import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.accounts.cassandra.CassandraAccountsArchive;
import dev.guildhall.guild.accounts.cassandra.CassandraAccountsStore;
import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.cassandra.CassandraGuildStores;
import dev.guildhall.guild.store.cassandra.CassandraOptions;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.cassandra.Schema;
import dev.guildhall.guild.store.cassandra.log.CqlGuildLogs;
import dev.guildhall.guild.store.cassandra.log.LogSetup;
import dev.guildhall.guild.store.cassandra.log.LogTables;
import dev.guildhall.guild.store.cassandra.tables.TablesMetrics;
import dev.guildhall.guild.store.cassandra.tables.TablesOpener;
import dev.guildhall.guild.store.cassandra.tables.TablesOptions;
import dev.guildhall.guild.store.cassandra.tables.TablesSchema;
import dev.guildhall.guild.store.content.ReplayedGuilds;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;

/// A keyspace that is put into. Nothing is forgotten by age meanwhile.
///
/// `close` once nothing is read from it any more.
final class CassandraTarget implements AutoCloseable {

    private final CassandraOptions options;
    private final CassandraSession session;
    private final TablesOpener tables;
    private final CqlGuildLogs logs;

    private CassandraTarget(
            CassandraOptions options,
            CassandraSession session,
            TablesOpener tables,
            CqlGuildLogs logs) {
        this.options = options;
        this.session = session;
        this.tables = tables;
        this.logs = logs;
    }

    /// Connects, and makes keyspace and tables when there are none.
    static CassandraTarget open(CassandraOptions options) {
        MeterRegistry registry = new SimpleMeterRegistry();
        CassandraSession session = CassandraSession.open(options, registry);
        try {
            Schema.apply(session, List.of(LogTables.PART, TablesSchema.PART));
            ProtoEventBytes bytes = new ProtoEventBytes();
            var tables =
                    new TablesOpener(
                            session,
                            bytes,
                            TablesOptions.defaults(),
                            new TablesMetrics(registry),
                            Ticker.system());
            var logs = new CqlGuildLogs(session, LogSetup.of(bytes, registry));
            return new CassandraTarget(options, session, tables, logs);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    TransferTarget target() {
        return new TransferTarget(
                "the keyspace " + options.keyspace() + " of Cassandra",
                new ReplayedGuilds(new CassandraGuildStores(logs, tables)),
                () -> CassandraAccountsArchive.open(session),
                () ->
                        CassandraAccountsStore.open(
                                session, CassandraTarget::noIds, Ticker.system()));
    }

    private static long noIds() {
        throw new IllegalStateException("a transfer makes no ids");
    }

    @Override
    public void close() {
        tables.close();
        session.close();
    }
}
