package dev.guildhall.guild.store.cassandra.log;

import static dev.guildhall.guild.store.cassandra.log.LogFixture.assertFencedBy;
import static dev.guildhall.guild.store.cassandra.log.LogFixture.batch;
import static dev.guildhall.guild.store.cassandra.log.LogFixture.logs;
import static dev.guildhall.guild.store.cassandra.log.LogFixture.logsOfSmallBuckets;
import static dev.guildhall.guild.store.cassandra.log.LogFixture.newGuild;
import static dev.guildhall.guild.store.cassandra.log.LogFixture.replayed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.GuildLog;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GuildLogTest {

    private final GuildId guild = newGuild();

    private GuildLog claim(long epoch, String owner) {
        return logs().claim(guild, epoch, owner);
    }

    @Test
    void whatWasAppendedIsReadByTheNextOwner() {
        // Given
        GuildLog log = claim(1, "pod-a");
        assertThat(logs().exists(guild)).isFalse();
        log.append(batch(1, 1));
        log.append(batch(2, 40));

        // When
        GuildLog next = claim(2, "pod-b");

        // Then
        assertThat(logs().exists(guild)).isTrue();
        assertThat(next.lastSeq()).isEqualTo(40);
        assertThat(next.tail(0, 1_000)).contains(batch(1, 40));
        assertThat(next.tail(20, 3)).contains(batch(21, 23));
        assertThat(next.tail(40, 3)).contains(List.of());
        assertThat(replayed(next, 30)).isEqualTo(batch(31, 40));
    }

    @Test
    void aHigherEpochFencesTheOldOwnerAtOnce() {
        // Given
        GuildLog old = claim(1, "pod-a");
        old.append(batch(1, 2));
        GuildLog owner = claim(2, "pod-b");

        // When, Then
        assertFencedBy(2, () -> old.append(batch(3, 3, "old")));
        assertFencedBy(2, old::settle);
        owner.append(batch(3, 3));
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
        assertFencedBy(1, () -> first.append(batch(2, 2, "first")));
        second.append(batch(2, 2));
    }

    @Test
    void anOwnerThatStopsBetweenTwoBucketsIsFencedInTheNextOne() {
        // Given
        GuildLog old = logsOfSmallBuckets().claim(guild, 3, "pod-a");
        long closedAt = appendUntilBucketCloses(old);

        // When
        assertFencedBy(3, () -> claim(2, "pod-b"));
        assertFencedBy(3, () -> claim(3, "pod-b"));
        GuildLog owner = claim(4, "pod-b");

        // Then
        assertThat(owner.lastSeq()).isEqualTo(closedAt);
        assertFencedBy(4, () -> old.append(batch(closedAt + 1, closedAt + 1, "old")));
        owner.append(batch(closedAt + 1, closedAt + 1));
        assertThat(replayed(owner, 0)).isEqualTo(batch(1, closedAt + 1));
    }

    private static long appendUntilBucketCloses(GuildLog log) {
        long seq = 0;
        while (((CqlGuildLog) log).position().isOpen()) {
            seq++;
            log.append(batch(seq, seq));
        }
        return seq;
    }

    @Test
    void ofManyClaimsAtOnceTheHighestEpochWins() {
        // Given
        claim(1, "pod-a").append(batch(1, 1));

        // When
        List<CompletableFuture<GuildLog>> claims =
                LongStream.rangeClosed(2, 9)
                        .mapToObj(epoch ->
                                CompletableFuture.supplyAsync(
                                        () -> claim(epoch, "pod-" + epoch),
                                        Thread::startVirtualThread))
                        .toList();
        GuildLog winner = claims.getLast().join();

        // Then
        winner.append(batch(2, 2));
        claims.subList(0, 7).stream()
                .filter(claim -> claim.handle((_, failure) -> failure == null).join())
                .forEach(claim ->
                        assertFencedBy(9, () -> claim.join().append(batch(2, 2, "loser"))));
        assertThat(replayed(winner, 0)).isEqualTo(batch(1, 2));
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
        GuildLog log = logsOfSmallBuckets().claim(guild, 1, "pod-a");
        for (long seq = 1; seq <= 60; seq++) {
            log.append(batch(seq, seq));
        }
        assertThat(replayed(log, 0)).isEqualTo(batch(1, 60));

        // When
        log.trim(40);

        // Then
        assertThat(log.tail(0, 10)).isEmpty();
        assertThat(log.tail(40, 1_000)).contains(batch(41, 60));
        assertThatThrownBy(() -> replayed(log, 0)).isInstanceOf(StoreException.Corrupt.class);
        GuildLog next = claim(2, "pod-b");
        assertThat(next.tail(0, 10)).isEmpty();
        assertThat(replayed(next, 40)).isEqualTo(batch(41, 60));
        next.append(batch(61, 80));
        assertThat(replayed(claim(3, "pod-c"), 40)).isEqualTo(batch(41, 80));
        assertThat(logs().exists(guild)).isTrue();
    }
}
