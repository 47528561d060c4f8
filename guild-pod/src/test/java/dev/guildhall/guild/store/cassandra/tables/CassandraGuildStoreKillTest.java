package dev.guildhall.guild.store.cassandra.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.cassandra.SharedCassandra;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.GuildFixture;
import dev.guildhall.guild.store.GuildStoreKillContract;
import dev.guildhall.guild.store.GuildStores;
import dev.guildhall.guild.store.KillScript;
import dev.guildhall.guild.store.OpenGuild;
import dev.guildhall.guild.store.cassandra.CassandraOptions;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.cassandra.StatementProxy;
import dev.guildhall.guild.store.cassandra.StatementProxy.Loss;
import dev.guildhall.guild.store.cassandra.TestCassandra;
import dev.guildhall.guild.store.cassandra.log.LogTables;
import dev.guildhall.guild.store.cassandra.tables.SnapshotStore.Manifest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// Owners that are killed at each statement that they write with: before it arrives, when it is
/// done and its answer is not there yet, and with all that is under way beside it but itself.
///
/// For the cluster, an owner whose connections are cut and that is never heard of again is a killed
/// one, so that is how most end here; [CassandraGuildStoreCrashTest] kills processes.
///
/// Of each statement one occurrence and one of the three are chosen by a seed, which is printed;
/// `-Dkill.seed` gives it, and `-Dkill.all=true` takes all.
class CassandraGuildStoreKillTest extends GuildStoreKillContract {

    private static final int REQUEST_TIMEOUT_MS = 1_500;

    private static CassandraOptions options;
    private static CassandraSession sound;

    @BeforeAll
    static void open() {
        options = TestCassandra.options();
        sound = TestCassandra.open(options, LogTables.PART, TablesSchema.PART);
    }

    @AfterAll
    static void close() {
        sound.close();
    }

    @Override
    protected GuildStores stores() {
        return SmallStores.in(sound);
    }

    @Override
    protected List<Death> deaths() {
        long seed = Long.getLong("kill.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<Death> deaths = new ArrayList<>();
        writes().forEach((statement, times) -> {
            List<Death> all = new ArrayList<>();
            for (Loss loss : Loss.values()) {
                for (int nth = 1; nth <= times; nth++) {
                    all.add(new AtStatement(statement, nth, loss));
                }
            }
            deaths.addAll(
                    Boolean.getBoolean("kill.all")
                            ? all
                            : List.of(all.get(random.nextInt(all.size()))));
        });
        return deaths;
    }

    /// The statements that an owner writes with, and how often.
    private static Map<String, Integer> writes() {
        Map<String, Integer> writes = new TreeMap<>();
        try (StatementProxy proxy = new StatementProxy(node());
                CassandraSession session = session(proxy)) {
            new DoomedOwner(script(), session, _ -> {}).play();
            for (String statement : proxy.seen()) {
                if (!statement.startsWith("SELECT")) {
                    writes.merge(statement, 1, Integer::sum);
                }
            }
        }
        return writes;
    }

    private static InetSocketAddress node() {
        return SharedCassandra.get(System.getenv()).contactPoint();
    }

    private static CassandraSession session(StatementProxy proxy) {
        return CassandraSession.open(
                options.at(proxy.address()).withRequestTimeoutMs(REQUEST_TIMEOUT_MS),
                new SimpleMeterRegistry());
    }

    private record AtStatement(String statement, int nth, Loss loss) implements Death {

        @Override
        public String name() {
            return loss + " " + nth + " of " + statement;
        }

        @Override
        public OptionalLong die(KillScript script) {
            AtomicLong acknowledged = new AtomicLong();
            try (StatementProxy proxy = new StatementProxy(node());
                    CassandraSession session = session(proxy)) {
                CompletableFuture<Void> reached = proxy.arm(statement::equals, nth, loss);
                CompletableFuture<Void> dead =
                        loss == Loss.ALONE
                                ? reached.thenCompose(
                                        _ -> proxy.arm(statement::equals, 1, Loss.BEFORE))
                                : reached;
                CompletableFuture<Void> played = new CompletableFuture<>();
                Thread owner =
                        Thread.ofVirtual()
                                .start(() -> {
                                    try {
                                        new DoomedOwner(script, session, acknowledged::set).play();
                                    } finally {
                                        played.complete(null);
                                    }
                                });
                CompletableFuture.anyOf(dead, played).join();
                proxy.close();
                owner.interrupt();
                played.join();
                return reached.isDone()
                        ? OptionalLong.of(acknowledged.get())
                        : OptionalLong.empty();
            }
        }
    }

    /// After some more snapshots there are two, each whole, and nothing of others.
    @Override
    protected void checkRest(GuildId guildId) {
        SnapshotStore snapshots = new SnapshotStore(sound, new ProtoEventBytes(), guildId);
        try (OpenGuild guild = new OpenGuild(stores(), guildId, 11, "last")) {
            for (int i = 0; i < SnapshotStore.KEPT + 1; i++) {
                guild.append(new Event.RoleCreated(GuildFixture.role(new RoleId(i + 1), "role")));
                DoomedOwner.awaitSnapshot(snapshots, guild.seq(), () -> false);
            }
        }
        List<Manifest> kept = snapshots.list();
        assertThat(kept).hasSize(SnapshotStore.KEPT).allMatch(Manifest::complete);
        assertThat(chunks(guildId)).isEqualTo(kept.stream().mapToLong(Manifest::chunks).sum());
    }

    private static long chunks(GuildId guildId) {
        var row =
                sound.read(
                                """
                                SELECT count(*) FROM snapshot_chunks WHERE guild_id = ?
                                ALLOW FILTERING\
                                """,
                                guildId.value())
                        .one();
        return row == null ? 0 : row.getLong(0);
    }
}
