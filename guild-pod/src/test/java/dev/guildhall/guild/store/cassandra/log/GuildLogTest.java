package dev.guildhall.guild.store.cassandra.log;

import static dev.guildhall.guild.store.GuildFixture.GENERAL;
import static dev.guildhall.guild.store.GuildFixture.GUILD;
import static dev.guildhall.guild.store.GuildFixture.created;
import static dev.guildhall.guild.store.GuildFixture.message;
import static dev.guildhall.guild.store.GuildFixture.messageId;
import static dev.guildhall.guild.store.GuildFixture.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.cassandra.GuildLog;
import dev.guildhall.guild.store.cassandra.TestCassandra;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuildLogTest {

    private final CassandraSession session = TestCassandra.withLogs();

    @AfterEach
    void close() {
        session.close();
    }

    private GuildLog claim(long epoch, String owner) {
        return logs(LogLimits.defaults()).claim(GUILD, epoch, owner);
    }

    private CqlGuildLogs logs(LogLimits limits) {
        return new CqlGuildLogs(
                session,
                LogSetup.of(new ProtoEventBytes(), new SimpleMeterRegistry()).with(limits));
    }

    private static List<LogEntry> batch(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(seq ->
                        new LogEntry(
                                seq,
                                seq == 1
                                        ? created()
                                        : sent(message(GENERAL, messageId(seq), "m" + seq))))
                .toList();
    }

    private static List<Long> replayed(GuildLog log, long afterSeq) {
        List<Long> seqs = new ArrayList<>();
        log.replay(afterSeq, entry -> seqs.add(entry.seq()));
        return seqs;
    }

    private static List<Long> seqs(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void whatWasAppendedIsReadByTheNextOwner() {
        // Given
        GuildLog log = claim(1, "pod-a");
        assertThat(logs(LogLimits.defaults()).exists(GUILD)).isFalse();
        log.append(batch(1, 1));
        log.append(batch(2, 40));

        // When
        GuildLog next = claim(2, "pod-b");

        // Then
        assertThat(logs(LogLimits.defaults()).exists(GUILD)).isTrue();
        assertThat(next.lastSeq()).isEqualTo(40);
        assertThat(next.tail(0, 1_000)).contains(batch(1, 40));
        assertThat(next.tail(20, 3)).contains(batch(21, 23));
        assertThat(next.tail(40, 3)).contains(List.of());
        assertThat(replayed(next, 30)).isEqualTo(seqs(31, 40));
    }

    @Test
    void aHigherEpochFencesTheOldOwnerAtOnce() {
        // Given
        GuildLog old = claim(1, "pod-a");
        old.append(batch(1, 2));
        GuildLog owner = claim(2, "pod-b");

        // When, Then
        assertFencedBy(2, () -> old.append(batch(3, 3)));
        assertFencedBy(2, old::renew);
        assertFencedBy(2, old::settle);
        owner.append(batch(3, 3));
        owner.renew();
        owner.settle();
        assertThat(owner.tail(0, 10)).contains(batch(1, 3));
    }

    @Test
    void aLowerEpochOrAnotherOwnerOfTheSameIsRefused() {
        // Given
        claim(5, "pod-a").append(batch(1, 1));

        // When, Then
        assertFencedBy(5, () -> claim(4, "pod-a"));
        assertFencedBy(5, () -> claim(5, "pod-b"));
        assertThat(claim(5, "pod-a").lastSeq()).isEqualTo(1);
    }

    @Test
    void aSecondClaimOfTheSameOwnerFencesTheFirst() {
        // Given
        GuildLog first = claim(1, "pod-a");
        first.append(batch(1, 1));

        // When
        GuildLog second = claim(1, "pod-a");

        // Then
        assertFencedBy(1, () -> first.append(batch(2, 2)));
        second.append(batch(2, 2));
    }

    @Test
    void aGapIsABug() {
        // Given
        GuildLog log = claim(1, "pod-a");

        // When, Then
        assertThatIllegalArgumentException().isThrownBy(() -> log.append(batch(2, 2)));
    }

    @Test
    void bucketsFollowEachOtherAndAreTrimmedBehindASnapshot() {
        // Given
        GuildLog log = logs(LogLimits.defaults().withBucketBytes(2_000)).claim(GUILD, 1, "pod-a");
        for (long seq = 1; seq <= 100; seq++) {
            log.append(batch(seq, seq));
        }
        assertThat(replayed(log, 0)).isEqualTo(seqs(1, 100));

        // When
        log.trim(60);

        // Then
        assertThat(log.tail(0, 10)).isEmpty();
        assertThat(log.tail(60, 1_000)).contains(batch(61, 100));
        assertThatThrownBy(() -> replayed(log, 0)).isInstanceOf(StoreException.Corrupt.class);
        GuildLog next = claim(2, "pod-b");
        assertThat(next.tail(0, 10)).isEmpty();
        assertThat(replayed(next, 60)).isEqualTo(seqs(61, 100));
        next.append(batch(101, 120));
        assertThat(replayed(claim(3, "pod-c"), 60)).isEqualTo(seqs(61, 120));
        assertThat(logs(LogLimits.defaults()).exists(GUILD)).isTrue();
    }

    private static void assertFencedBy(long epoch, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        StoreException.Fenced.class,
                        e -> assertThat(e.claimedEpoch()).isEqualTo(epoch));
    }
}
