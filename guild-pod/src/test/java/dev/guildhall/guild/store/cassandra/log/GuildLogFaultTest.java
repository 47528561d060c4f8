package dev.guildhall.guild.store.cassandra.log;

import static dev.guildhall.guild.store.cassandra.log.LogFixture.assertFencedBy;
import static dev.guildhall.guild.store.cassandra.log.LogFixture.batch;
import static dev.guildhall.guild.store.cassandra.log.LogFixture.logs;
import static dev.guildhall.guild.store.cassandra.log.LogFixture.logsOfOneAttempt;
import static dev.guildhall.guild.store.cassandra.log.LogFixture.logsOfSmallBuckets;
import static dev.guildhall.guild.store.cassandra.log.LogFixture.newGuild;
import static dev.guildhall.guild.store.cassandra.log.LogFixture.replayed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.guildhall.cassandra.SharedCassandra;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.CassandraOptions;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.cassandra.FaultyProxy;
import dev.guildhall.guild.store.cassandra.FaultyProxy.Fault;
import dev.guildhall.guild.store.cassandra.GuildLog;
import dev.guildhall.guild.store.cassandra.TestCassandra;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Answers and requests that are lost between the pod and Cassandra.
class GuildLogFaultTest {

    private static final int REQUEST_TIMEOUT_MS = 400;

    private static FaultyProxy proxy;
    private static CassandraSession faulty;
    private static CassandraSession sound;

    private final GuildId guild = newGuild();

    @BeforeAll
    static void open() {
        proxy = new FaultyProxy(SharedCassandra.get(System.getenv()).contactPoint());
        CassandraOptions options = TestCassandra.options();
        sound = TestCassandra.open(options, LogTables.PART);
        faulty =
                TestCassandra.open(
                        options.at(proxy.address()).withRequestTimeoutMs(REQUEST_TIMEOUT_MS),
                        LogTables.PART);
    }

    @AfterAll
    static void close() {
        faulty.close();
        sound.close();
        proxy.close();
    }

    @AfterEach
    void heal() {
        proxy.heal();
        await().ignoreExceptions().until(() -> !logs(faulty).exists(newGuild()));
    }

    @Test
    void aTrimThatFailedIsFinishedByTheNext() {
        // Given
        GuildLog log = logsOfSmallBuckets(faulty).claim(guild, 1, "pod-a");
        for (long seq = 1; seq <= 60; seq++) {
            log.append(batch(seq, seq));
        }

        // When
        proxy.silence();
        assertThatThrownBy(() -> log.trim(40)).isInstanceOf(StoreException.Unreachable.class);
        proxy.heal();
        await().ignoreExceptions()
                .until(() -> {
                    log.trim(40);
                    return true;
                });

        // Then
        BucketIndex left = BucketIndex.load(sound, guild.value());
        assertThat(left.of(1)).isNull();
        assertThat(left.of(41)).isNotNull();
        assertThat(log.tail(40, 1_000)).contains(batch(41, 60));
    }

    @Test
    void anAppendWhoseAnswerIsLostIsStoredOnce() {
        // Given
        GuildLog log = logs(faulty).claim(guild, 1, "pod-a");
        log.append(batch(1, 1));

        // When
        proxy.arm(Fault.CUT_AFTER, 0);
        append(log, batch(2, 3));

        // Then
        append(log, batch(4, 4));
        assertThat(replayed(logs(sound).claim(guild, 2, "pod-b"), 0)).isEqualTo(batch(1, 4));
    }

    @Test
    void anAppendThatArrivesAfterItWasGivenUpIsNotDone() {
        // Given
        GuildLog log = logs(faulty).claim(guild, 1, "pod-a");
        log.append(batch(1, 1));

        // When
        proxy.arm(Fault.HOLD, 0);
        append(log, batch(2, 3));
        proxy.release();
        append(log, batch(4, 4));

        // Then
        assertThat(replayed(logs(sound).claim(guild, 2, "pod-b"), 0)).isEqualTo(batch(1, 4));
    }

    @Test
    void anAppendThatWasRefusedIsNeverDone() {
        // Given
        GuildLog log = logsOfOneAttempt(faulty).claim(guild, 1, "pod-a");
        log.append(batch(1, 1));
        proxy.arm(Fault.HOLD, 0);
        assertThatThrownBy(() -> log.append(batch(2, 3)))
                .isInstanceOf(StoreException.WriteRefused.class);

        // When
        proxy.release();

        // Then
        for (int i = 0; i < 20; i++) {
            log.settle();
            assertThat(log.lastSeq()).isEqualTo(1);
        }
        log.append(batch(2, 2, "other"));
        assertThat(replayed(log, 1)).isEqualTo(batch(2, 2, "other"));
    }

    @Test
    void nothingIsSaidOfAnAppendWhileNoAnswerArrives() {
        // Given
        GuildLog log = logs(faulty).claim(guild, 1, "pod-a");
        log.append(batch(1, 1));

        // When
        proxy.silence();
        assertThatThrownBy(() -> log.append(batch(2, 2)))
                .isInstanceOf(StoreException.Unreachable.class);
        assertThatThrownBy(log::settle).isInstanceOf(StoreException.Unreachable.class);
        proxy.heal();

        // Then
        await().ignoreException(StoreException.Unreachable.class).until(() -> settled(log));
        assertThat(log.lastSeq()).isEqualTo(2);
        assertThat(replayed(log, 0)).isEqualTo(batch(1, 2));
    }

    @Test
    void anAppendThatWasStoredBeforeAnotherClaimedIsAcknowledged() {
        // Given
        GuildLog log = logs(faulty).claim(guild, 1, "pod-a");
        log.append(batch(1, 1));
        proxy.silence();
        assertThatThrownBy(() -> log.append(batch(2, 2)))
                .isInstanceOf(StoreException.Unreachable.class);

        // When
        GuildLog next = logs(sound).claim(guild, 2, "pod-b");
        proxy.heal();

        // Then
        await().ignoreException(StoreException.Unreachable.class).until(() -> settled(log));
        assertThat(log.lastSeq()).isEqualTo(2);
        assertThat(next.lastSeq()).isEqualTo(2);
        assertFencedBy(2, () -> log.append(batch(3, 3, "old")));
        next.append(batch(3, 3));
    }

    private static boolean settled(GuildLog log) {
        log.settle();
        return true;
    }

    /// Appends over many buckets while a request at a random place is lost in a random way, and
    /// owners follow each other.
    @Test
    void whateverIsLostEveryAcknowledgedBatchIsThereOnceAndInOrder() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<LogEntry> acknowledged = new ArrayList<>();
        GuildLog log = claim(1);
        long epoch = 1;
        for (int i = 0; i < 60; i++) {
            // Given
            Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
            proxy.arm(fault, random.nextInt(4));

            // When
            if (random.nextInt(10) == 0) {
                epoch++;
                GuildLog old = log;
                log = claim(epoch);
                long next = log.lastSeq() + 1;
                assertThatThrownBy(() -> append(old, batch(next, next, "old")))
                        .isInstanceOf(StoreException.Fenced.class);
            }
            long from = log.lastSeq() + 1;
            List<LogEntry> batch = batch(from, from + random.nextInt(3), "e" + epoch + "-");
            append(log, batch);
            acknowledged.addAll(batch);
            proxy.release();
        }

        // Then
        GuildLog last = logs(sound).claim(guild, epoch + 1, "pod-z");
        assertThat(replayed(last, 0)).isEqualTo(acknowledged);
    }

    private GuildLog claim(long epoch) {
        while (true) {
            try {
                return logsOfSmallBuckets(faulty).claim(guild, epoch, "pod-" + epoch);
            } catch (StoreException.Unreachable _) {
                settlePause();
            }
        }
    }

    /// As the loop does: what ends without an outcome is settled first, and tried again only when
    /// it is not stored.
    private static void append(GuildLog log, List<LogEntry> batch) {
        long last = batch.getLast().seq();
        while (log.lastSeq() != last) {
            try {
                log.append(batch);
            } catch (StoreException.Unreachable _) {
                await().ignoreException(StoreException.Unreachable.class).until(() -> settled(log));
            }
        }
    }

    /// Until the driver has a connection again.
    private void settlePause() {
        await().ignoreExceptions().until(() -> !logs(faulty).exists(newGuild()));
    }
}
