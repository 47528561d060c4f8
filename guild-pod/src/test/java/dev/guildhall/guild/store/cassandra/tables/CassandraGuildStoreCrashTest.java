package dev.guildhall.guild.store.cassandra.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.cassandra.LocalCassandra;
import dev.guildhall.cassandra.SharedCassandra;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.guild.store.KillScript;
import dev.guildhall.guild.store.ScriptedGuild;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.CassandraOptions;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.cassandra.StatementProxy;
import dev.guildhall.guild.store.cassandra.StatementProxy.Loss;
import dev.guildhall.guild.store.cassandra.TestCassandra;
import dev.guildhall.guild.store.cassandra.log.LogTables;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Owners that are processes of their own, and Cassandra itself, are killed (SIGKILL) at some steps
/// of what a guild is written with; [CassandraGuildStoreKillTest] has all of them.
class CassandraGuildStoreCrashTest {

    private static final int PATIENCE_S = 120;

    @TempDir Path folder;

    /// Where they are killed: a statement that has this in it.
    private enum Step {
        APPEND("SET head = ?, last_seq = ?, bucket_bytes = ?, commit_id", 3, Loss.AFTER),
        ROLLOVER("next_bucket = ?", 2, Loss.AFTER),
        PROJECTION("INSERT INTO message_ids", 2, Loss.AFTER),
        SNAPSHOT("INSERT INTO snapshot_chunks", 2, Loss.BEFORE),
        TRIMMING("DELETE FROM snapshot_chunks", 1, Loss.AFTER);

        private final String part;
        private final int nth;
        private final Loss loss;

        Step(String part, int nth, Loss loss) {
            this.part = part;
            this.nth = nth;
            this.loss = loss;
        }

        CompletableFuture<Void> in(StatementProxy proxy) {
            return proxy.arm(statement -> statement.contains(part), nth, loss);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAKilledProcessAcknowledgedIsThereOnceAndInOrder(Step step) throws Exception {
        CassandraOptions options = TestCassandra.options();
        KillScript script = script(step);
        Path output = folder.resolve("owner");
        try (CassandraSession sound =
                        TestCassandra.open(options, LogTables.PART, TablesSchema.PART);
                StatementProxy proxy = new StatementProxy(options.contactPoints().getFirst())) {
            // Given
            CompletableFuture<Void> reached = step.in(proxy);
            try (DoomedProcess owner =
                    DoomedProcess.start(proxy.address(), options.keyspace(), script, output)) {
                reached.get(PATIENCE_S, TimeUnit.SECONDS);

                // When
                long acknowledged = owner.kill();

                // Then
                check(script, sound, acknowledged);
            }
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAfterCassandraWasKilled() throws Exception {
        try (LocalCassandra node = SharedCassandra.ofItsOwn(System.getenv(), folder)) {
            node.start();
            CassandraOptions options = TestCassandra.options(node.contactPoint());
            try (CassandraSession sound =
                    TestCassandra.open(options, LogTables.PART, TablesSchema.PART)) {
                for (Step step : Step.values()) {
                    killed(step, node, options, sound);
                }
            }
        }
    }

    /// The owner that was there goes on when Cassandra is back, and so does the next one.
    private static void killed(
            Step step, LocalCassandra node, CassandraOptions options, CassandraSession sound)
            throws Exception {
        KillScript script = script(step);
        AtomicLong acknowledged = new AtomicLong();
        try (StatementProxy proxy = new StatementProxy(node.contactPoint());
                CassandraSession session =
                        CassandraSession.open(
                                options.at(proxy.address()), new SimpleMeterRegistry())) {
            // Given
            CompletableFuture<Void> reached = step.in(proxy);
            CompletableFuture<Void> played =
                    CompletableFuture.runAsync(
                            new DoomedOwner(script, session, acknowledged::set)::playThrough,
                            Thread::startVirtualThread);
            reached.get(PATIENCE_S, TimeUnit.SECONDS);

            // When
            node.kill();
            node.start();
            proxy.heal();

            // Then
            played.get(PATIENCE_S, TimeUnit.SECONDS);
            await().atMost(PATIENCE_S, TimeUnit.SECONDS)
                    .ignoreException(StoreException.Unreachable.class)
                    .until(() -> sound.read("SELECT key FROM system.local").one() != null);
            check(script, sound, acknowledged.get());
        }
    }

    private static KillScript script(Step step) {
        return new KillScript(new GuildId(8_000_000 + step.ordinal()));
    }

    private static void check(KillScript script, CassandraSession sound, long acknowledged) {
        try (ScriptedGuild next = new ScriptedGuild(script, SmallStores.in(sound), 10, "next")) {
            assertThat(next.seq()).isGreaterThanOrEqualTo(acknowledged);
            next.check();
            next.play(script.batches().size(), () -> {});
            next.check();
        }
    }
}
