package dev.guildhall.guild.store.cassandra.log;

import static dev.guildhall.guild.store.cassandra.log.LogFixture.batch;
import static dev.guildhall.guild.store.cassandra.log.LogFixture.logsOfSmallBuckets;
import static dev.guildhall.guild.store.cassandra.log.LogFixture.newGuild;
import static dev.guildhall.guild.store.cassandra.log.LogFixture.replayed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.cassandra.LocalCassandra;
import dev.guildhall.cassandra.SharedCassandra;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.cassandra.GuildLog;
import dev.guildhall.guild.store.cassandra.TestCassandra;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cassandra is killed in the middle of appends and started again on its data.
class GuildLogCrashTest {

    private static final int KILLS = 2;

    @TempDir Path folder;

    @Test
    void whatWasAcknowledgedIsThereAfterAKillAndTheOwnerGoesOn() {
        GuildId guild = newGuild();
        try (LocalCassandra node = SharedCassandra.ofItsOwn(System.getenv(), folder)) {
            // Given
            node.start();
            try (CassandraSession session =
                    TestCassandra.open(
                            TestCassandra.options(node.contactPoint()), LogTables.PART)) {
                GuildLog log = logsOfSmallBuckets(session).claim(guild, 1, "pod-a");
                AtomicLong acknowledged = new AtomicLong();
                for (int i = 0; i < KILLS; i++) {
                    long before = acknowledged.get();
                    CompletableFuture<Void> appending =
                            CompletableFuture.runAsync(
                                    () -> appendUntilSilent(log, acknowledged),
                                    Thread::startVirtualThread);
                    await().until(() -> acknowledged.get() > before + 20);

                    // When
                    node.kill();
                    appending.join();
                    node.start();

                    // Then
                    await().atMost(Duration.ofSeconds(30))
                            .ignoreException(StoreException.Unreachable.class)
                            .until(() -> settled(log));
                    assertThat(log.lastSeq()).isBetween(acknowledged.get(), acknowledged.get() + 1);
                    assertThat(replayed(log, 0)).isEqualTo(batch(1, log.lastSeq()));
                    acknowledged.set(log.lastSeq());
                }
            }
        }
    }

    private static void appendUntilSilent(GuildLog log, AtomicLong acknowledged) {
        try {
            while (true) {
                long next = log.lastSeq() + 1;
                log.append(batch(next, next));
                acknowledged.set(next);
            }
        } catch (StoreException.Unreachable _) {
            // The node was killed.
        }
    }

    private static boolean settled(GuildLog log) {
        log.settle();
        return true;
    }
}
