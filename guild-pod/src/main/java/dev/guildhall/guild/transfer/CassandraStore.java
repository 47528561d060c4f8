package dev.guildhall.guild.transfer;

import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.accounts.cassandra.CassandraAccountsArchive;
import dev.guildhall.guild.accounts.cassandra.CassandraAccountsStore;
import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.cassandra.CassandraGuildStores;
import dev.guildhall.guild.store.cassandra.CassandraOptions;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.cassandra.Schema;
import dev.guildhall.guild.store.cassandra.copy.CassandraGuildArchive;
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
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// A keyspace, to copy out of while it is in use, or to put into.
///
/// `close` once nothing is read from it any more.
final class CassandraStore implements AutoCloseable {

    private final CassandraSession session;
    private final String name;
    private final CqlGuildLogs logs;
    private final ProtoEventBytes bytes = new ProtoEventBytes();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private @Nullable TablesOpener opened;

    private CassandraStore(CassandraSession session, String keyspace) {
        this.session = session;
        this.name = "the keyspace " + keyspace + " of Cassandra";
        this.logs = new CqlGuildLogs(session, LogSetup.of(bytes, registry));
    }

    /// Connects, and makes keyspace and tables when there are none.
    static CassandraStore open(CassandraOptions options) {
        return open(options, CassandraSession.open(options, new SimpleMeterRegistry()));
    }

    /// The same for a keyspace that has to be there.
    static CassandraStore existing(CassandraOptions options) {
        return open(options, CassandraSession.openExisting(options, new SimpleMeterRegistry()));
    }

    private static CassandraStore open(CassandraOptions options, CassandraSession session) {
        try {
            Schema.apply(session, List.of(LogTables.PART, TablesSchema.PART));
            return new CassandraStore(session, options.keyspace());
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /// Copies of guilds lie in `copies` for a while; `copied` is told of messages as they are
    /// copied. `options` says which messages are too old.
    TransferSource source(Path copies, TablesOptions options, LongConsumer copied) {
        return new TransferSource(
                name,
                new CassandraGuildArchive(
                        session, logs, bytes, copies, options, Ticker.system(), copied),
                () -> CassandraAccountsArchive.open(session));
    }

    /// Nothing is forgotten by age meanwhile.
    TransferTarget target() {
        TablesOpener tables =
                new TablesOpener(
                        session,
                        bytes,
                        TablesOptions.defaults(),
                        new TablesMetrics(registry),
                        Ticker.system());
        opened = tables;
        return new TransferTarget(
                name,
                new ReplayedGuilds(new CassandraGuildStores(logs, tables)),
                () -> CassandraAccountsArchive.open(session),
                () -> CassandraAccountsStore.open(session, TransferTarget.NO_IDS, Ticker.system()));
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.close();
        }
        session.close();
    }
}
