package dev.guildhall.guild.store;

import static dev.guildhall.guild.store.GuildFixture.GENERAL;
import static dev.guildhall.guild.store.GuildFixture.OWNER;
import static dev.guildhall.guild.store.GuildFixture.created;
import static dev.guildhall.guild.store.GuildFixture.member;
import static dev.guildhall.guild.store.GuildFixture.message;
import static dev.guildhall.guild.store.GuildFixture.messageId;
import static dev.guildhall.guild.store.GuildFixture.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.id.UserId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What every store of guilds must do when several use it at once.
public abstract class GuildStoreConcurrencyContract {

    private static final int READERS = 8;

    /// The stores under test, empty at the start of each test.
    protected abstract GuildStores stores();

    @Test
    void ofTwoOwnersAtOnceOnlyTheNewerWrites() {
        // Given
        AtomicLong acknowledged = new AtomicLong();
        try (OpenGuild old = new OpenGuild(stores(), 1, "pod-a")) {
            old.append(created());
            CompletableFuture<Long> fencedBy =
                    CompletableFuture.supplyAsync(() -> appendUntilFenced(old, acknowledged));
            await().until(() -> acknowledged.get() > 20);

            // When
            try (OpenGuild owner = new OpenGuild(stores(), 2, "pod-b")) {
                long taken = owner.seq();
                for (long i = 0; i < 20; i++) {
                    owner.append(sent(message(GENERAL, messageId(100_000 + i), "new")));
                }

                // Then
                assertThat(fencedBy.join()).isEqualTo(2);
                assertThat(acknowledged.get()).isEqualTo(taken);
                List<LogEntry> log = owner.store.tail(0, Integer.MAX_VALUE).orElseThrow();
                assertThat(log.stream().map(LogEntry::seq).toList())
                        .isEqualTo(LongStream.rangeClosed(1, taken + 20).boxed().toList());
                assertThat(log.subList((int) taken, log.size()))
                        .allMatch(entry ->
                                entry.event() instanceof Event.MessageCreated created
                                        && created.message().content().equals("new"));
            }
        }
    }

    private static long appendUntilFenced(OpenGuild guild, AtomicLong acknowledged) {
        try {
            while (true) {
                guild.append(sent(message(GENERAL, messageId(guild.seq()), "old")));
                acknowledged.set(guild.seq());
            }
        } catch (StoreException.Fenced e) {
            return e.claimedEpoch();
        }
    }

    @Test
    void readsAreOneMomentAndNeverOlderThanWhatWasAnswered() {
        // Given
        AtomicLong answered = new AtomicLong(1);
        AtomicBoolean done = new AtomicBoolean();
        try (OpenGuild guild = new OpenGuild(stores(), 1, "pod-a")) {
            guild.append(created());
            List<CompletableFuture<Long>> readers =
                    IntStream.range(0, READERS)
                            .mapToObj(_ ->
                                    CompletableFuture.supplyAsync(
                                            () -> check(guild, answered, done),
                                            Thread::startVirtualThread))
                            .toList();

            // When
            for (long id = 100; id < 300; id++) {
                guild.append(new Event.MemberJoined(member(new UserId(id))));
                answered.set(guild.seq());
            }
            done.set(true);

            // Then
            assertThat(readers).allSatisfy(views -> assertThat(views.join()).isPositive());
        }
    }

    /// Every event after the first is a member: so seq and members belong together.
    private static long check(OpenGuild guild, AtomicLong answered, AtomicBoolean done) {
        long views = 0;
        while (views == 0 || !done.get()) {
            long before = answered.get();
            GuildView view = guild.store.view(OWNER, List.of(), Integer.MAX_VALUE).orElseThrow();
            assertThat(view.seq()).isGreaterThanOrEqualTo(before);
            assertThat(view.members()).hasSize((int) view.seq());
            assertThat(view.memberCount()).isEqualTo(view.seq());
            views++;
        }
        return views;
    }
}
