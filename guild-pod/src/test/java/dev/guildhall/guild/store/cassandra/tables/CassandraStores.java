package dev.guildhall.guild.store.cassandra.tables;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.GuildStores;
import dev.guildhall.guild.store.cassandra.CassandraGuildStores;
import dev.guildhall.guild.store.cassandra.CassandraOptions;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.cassandra.TestCassandra;
import dev.guildhall.guild.store.cassandra.log.CqlGuildLogs;
import dev.guildhall.guild.store.cassandra.log.LogSetup;
import dev.guildhall.guild.store.cassandra.log.LogTables;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Stores of tests on the JVM's Cassandra, empty at the start of each test. They share one
/// keyspace, because making one takes longer than most tests.
public final class CassandraStores implements BeforeEachCallback, AfterEachCallback {

    private static final List<String> TABLES =
            List.of(
                    "guild_log",
                    "guild_log_buckets",
                    "messages",
                    "message_ids",
                    "message_eras",
                    "reactions",
                    "former_members",
                    "projected",
                    "snapshots",
                    "snapshot_chunks");

    private static @Nullable CassandraSession shared;

    public final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private TablesOptions options = options();
    private Ticker ticker = Ticker.system();
    private @Nullable TablesOpener opener;

    /// The defaults, but for the patience.
    static TablesOptions options() {
        return new TablesOptions(10_000, 60_000, 256, 20_000, 200_000, _ -> 0);
    }

    public static synchronized CassandraSession session() {
        CassandraSession session = shared;
        if (session == null) {
            session =
                    TestCassandra.open(TestCassandra.options(), LogTables.PART, TablesSchema.PART);
            shared = session;
        }
        return session;
    }

    /// Emptying tables takes long on a busy machine.
    private static CassandraOptions patient() {
        CassandraOptions options = TestCassandra.options();
        return new CassandraOptions(
                options.contactPoints(),
                options.localDatacenter(),
                options.keyspace(),
                options.replication(),
                options.credentials(),
                options.tls(),
                60_000,
                0);
    }

    /// What is opened from here on has these options and clock.
    void with(TablesOptions changed, Ticker clock) {
        close();
        options = changed;
        ticker = clock;
    }

    void with(TablesOptions changed) {
        with(changed, ticker);
    }

    public GuildStores stores() {
        TablesOpener tables = opener;
        if (tables == null) {
            tables =
                    new TablesOpener(
                            session(),
                            new ProtoEventBytes(),
                            options,
                            new TablesMetrics(registry),
                            ticker);
            opener = tables;
        }
        return new CassandraGuildStores(logs(), tables);
    }

    /// Other chunks and snapshots for what is opened next, and a mark that says that less was
    /// projected than was: as if the last owner had been killed.
    public void disturb(Random random, GuildId guildId, long seq) {
        with(
                new TablesOptions(
                        100 + random.nextInt(100),
                        60_000,
                        1 + random.nextInt(30),
                        1 + random.nextInt(300),
                        1_000_000,
                        _ -> 0));
        markProjected(guildId, random.nextLong(seq + 1), seq);
    }

    /// Another mark than the one that was stored at `seq` or before.
    void markProjected(GuildId guildId, long mark, long seq) {
        session()
                .write(
                        "INSERT INTO projected (guild_id, seq) VALUES (?, ?) USING TIMESTAMP ?",
                        guildId.value(),
                        mark,
                        WriteTime.ofWrite(seq) + 1);
    }

    public CqlGuildLogs logs() {
        return new CqlGuildLogs(session(), LogSetup.of(new ProtoEventBytes(), registry));
    }

    double counted(String name) {
        return registry.get(name).counter().count();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        List<? extends CompletionStage<?>> emptied =
                TABLES.stream().map(table -> session().writeAsync("TRUNCATE " + table)).toList();
        emptied.forEach(InFlight::await);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close();
    }

    private void close() {
        TablesOpener tables = opener;
        if (tables != null) {
            tables.close();
            opener = null;
        }
    }
}
