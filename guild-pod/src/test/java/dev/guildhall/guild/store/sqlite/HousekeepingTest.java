package dev.guildhall.guild.store.sqlite;

import static dev.guildhall.guild.store.GuildFixture.GENERAL;
import static dev.guildhall.guild.store.GuildFixture.GUILD;
import static dev.guildhall.guild.store.GuildFixture.OWNER;
import static dev.guildhall.guild.store.GuildFixture.RANDOM;
import static dev.guildhall.guild.store.GuildFixture.THUMB;
import static dev.guildhall.guild.store.GuildFixture.channel;
import static dev.guildhall.guild.store.GuildFixture.created;
import static dev.guildhall.guild.store.GuildFixture.message;
import static dev.guildhall.guild.store.GuildFixture.messageId;
import static dev.guildhall.guild.store.GuildFixture.reacted;
import static dev.guildhall.guild.store.GuildFixture.sent;
import static dev.guildhall.guild.store.GuildFixture.unreacted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Reaction;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.OpenGuild;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes on beside the loop: trimming, deleted channels, checkpoints.
class HousekeepingTest {

    private static final StoreOptions SMALL = StoreOptions.defaults().withLog(100, 20);

    @TempDir Path folder;

    private Path file() {
        return folder.resolve(GUILD + ".db");
    }

    @Test
    void theLogKeepsItsNewestEntries() {
        try (var stores = SqliteStores.in(folder, SMALL);
                var guild = new OpenGuild(stores, 1, "pod-a")) {
            // When
            guild.append(created());
            for (int i = 0; i < 30; i++) {
                guild.append(StoreProcess.messages(guild.seq(), 10));
            }

            // Then
            long last = guild.seq();
            assertThat(guild.store.tail(last - 100, 1_000).orElseThrow()).hasSize(100);
            await().untilAsserted(() -> assertThat(guild.store.tail(last - 121, 1_000)).isEmpty());
            assertThat(guild.store.recover().seq()).isEqualTo(last);
        }

        // When
        try (var stores = SqliteStores.in(folder, SMALL);
                var guild = new OpenGuild(stores, 2, "pod-b")) {
            // Then
            await().untilAsserted(
                            () -> assertThat(guild.store.tail(guild.seq() - 101, 1_000)).isEmpty());
            assertThat(guild.store.tail(guild.seq() - 100, 1_000).orElseThrow()).hasSize(100);
        }
    }

    @Test
    void aDeletedChannelIsEmptiedInPiecesAlsoAfterARestart() {
        // Given
        try (var stores = SqliteStores.in(folder, SMALL);
                var guild = new OpenGuild(stores, 1, "pod-a")) {
            guild.append(created());
            List<Event.Durable> events = new ArrayList<>();
            for (int i = 1; i <= 300; i++) {
                Message message = message(GENERAL, messageId(i), "m");
                events.add(sent(message));
                events.add(reacted(message, OWNER, THUMB));
            }
            events.add(sent(message(RANDOM, messageId(301), "stays")));
            guild.append(events);

            // When
            guild.append(new Event.ChannelDeleted(channel(GENERAL)));
        }
        try (var stores = SqliteStores.in(folder, SMALL);
                var guild = new OpenGuild(stores, 2, "pod-b");
                Sql sql = Sql.open(file(), 1_000)) {
            // Then
            await().untilAsserted(() ->
                    assertThat(sql.number("SELECT count(*) FROM deleted_channels")).isZero());
            assertThat(sql.number("SELECT count(*) FROM messages")).isEqualTo(1);
            assertThat(sql.number("SELECT count(*) FROM reactions")).isZero();
            assertThat(sql.number("SELECT count(*) FROM reaction_counts")).isZero();
            assertThat(guild.store.getMessage(RANDOM, messageId(301), OWNER)).isPresent();
        }
    }

    @Test
    void ofAMessageWithManyReactionsTheLoopDeletesSomeAndTheRestGoesLater() {
        // Given
        StoreMetrics metrics = new StoreMetrics(new SimpleMeterRegistry());
        Message many = message(GENERAL, messageId(1), "many");
        Message few = message(GENERAL, messageId(2), "few");
        try (var stores = new SqliteGuildStores(folder, new ProtoEventBytes(), SMALL, metrics);
                var guild = new OpenGuild(stores, 1, "pod-a");
                Sql sql = Sql.open(file(), 1_000)) {
            guild.append(created(), sent(many), sent(few));
            guild.append(reactions(many, 300));
            guild.append(reactions(few, 5));

            // When
            guild.append(new Event.MessageDeleted(GENERAL, many.id()));

            // Then
            await().untilAsserted(() ->
                    assertThat(sql.number("SELECT count(*) FROM removed_reactions")).isZero());
            assertThat(sql.number("SELECT count(*) FROM reactions")).isEqualTo(5);
            assertThat(metrics.deletedRows.count()).isEqualTo(300 - SMALL.chunkRows());
            assertThat(guild.store.listReactors(GENERAL, few.id(), THUMB, null, 100)).hasSize(5);
        }
    }

    @Test
    void reactionsThatWereClearedDoNotCountWhileTheyAreStillThere() {
        // Given
        Message message = message(GENERAL, messageId(1), "many");
        try (var stores = SqliteStores.in(folder, SMALL);
                var guild = new OpenGuild(stores, 1, "pod-a")) {
            guild.append(created(), sent(message));
            guild.append(reactions(message, 300));
        }
        Sql sql = Sql.open(file(), 1_000);
        try (var writer = writerUnder(1, sql)) {
            // When
            UserId early = new UserId(1_007);
            UserId late = new UserId(1_299);
            UserId gone = new UserId(1_250);
            boolean leavesRows =
                    writer.append(
                            List.of(
                                    new LogEntry(303, cleared(message)),
                                    new LogEntry(304, reacted(message, early, THUMB)),
                                    new LogEntry(305, reacted(message, late, THUMB)),
                                    new LogEntry(306, unreacted(message, gone, THUMB))));

            // Then
            assertThat(leavesRows).isTrue();
            assertThat(sql.number("SELECT count(*) FROM reactions")).isGreaterThan(200);
            assertThat(reactors(sql, message)).containsExactly(early, late);
            assertThat(sql.number("SELECT count FROM reaction_counts")).isEqualTo(2);

            // When
            housekeepingUnder(1).schedule();

            // Then
            assertThat(sql.number("SELECT count(*) FROM reactions")).isEqualTo(2);
            assertThat(sql.number("SELECT count(*) FROM removed_reactions")).isZero();
            assertThat(reactors(sql, message)).containsExactly(early, late);
        }
    }

    private static Event.ReactionsCleared cleared(Message message) {
        return new Event.ReactionsCleared(message.channelId(), message.id(), THUMB);
    }

    /// A loop's writer, without anybody who keeps the house beside it.
    private static GuildWriter writerUnder(long epoch, Sql sql) {
        return new GuildWriter(
                sql,
                epoch,
                new ProtoEventBytes(),
                SMALL,
                new StoreMetrics(new SimpleMeterRegistry()),
                new ReentrantLock());
    }

    private static List<? extends Event.Durable> reactions(Message message, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> reacted(message, new UserId(1_000 + i), THUMB))
                .toList();
    }

    private static List<UserId> reactors(Sql sql, Message message) {
        var reads = new MessageReads(sql, new ProtoEventBytes());
        List<UserId> all = List.copyOf(loaded(reads, message).getOrDefault(THUMB, Set.of()));
        List<UserId> listed =
                reads.reactors(GENERAL, message.id(), THUMB, null, 1_000).stream()
                        .map(User::id)
                        .toList();
        assertThat(all).containsExactlyInAnyOrderElementsOf(listed);
        for (UserId userId : List.of(new UserId(1_008), new UserId(1_298), listed.getFirst())) {
            assertThat(reads.message(GENERAL, message.id(), userId).orElseThrow().reactions())
                    .containsExactly(new Reaction(THUMB, listed.size(), listed.contains(userId)));
        }
        return listed;
    }

    private static Map<Emoji, Set<UserId>> loaded(MessageReads reads, Message message) {
        return reads.loaded(GENERAL, message.id()).orElseThrow().reactors();
    }

    @Test
    void aFencedOwnerTrimsNothing() {
        // Given
        try (var old = SqliteStores.in(folder, SMALL);
                var stores = SqliteStores.in(folder);
                var guild = new OpenGuild(old, 1, "pod-a")) {
            guild.append(created());
            try (var owner = new OpenGuild(stores, 2, "pod-b")) {
                owner.append(StoreProcess.messages(owner.seq(), 300));

                // When
                Housekeeping stale = housekeepingUnder(1);
                stale.schedule();

                // Then
                assertThat(owner.store.tail(0, 1_000).orElseThrow()).hasSize(301);

                // When
                housekeepingUnder(2).schedule();

                // Then
                assertThat(owner.store.tail(0, 1_000)).isEmpty();
            }
        }
    }

    /// Runs on the caller's thread.
    private Housekeeping housekeepingUnder(long epoch) {
        return new Housekeeping(
                GUILD,
                file(),
                epoch,
                SMALL,
                new StoreMetrics(new SimpleMeterRegistry()),
                Runnable::run,
                new ReentrantLock());
    }

    @Test
    void theWriteAheadLogStaysSmall() throws Exception {
        try (var stores = SqliteStores.in(folder);
                var guild = new OpenGuild(stores, 1, "pod-a")) {
            // When
            guild.append(created());
            Path log = folder.resolve(GUILD + ".db-wal");
            long largest = 0;
            for (int i = 0; i < 400; i++) {
                guild.append(StoreProcess.messages(guild.seq(), 256));
                largest = Math.max(largest, Files.size(log));
            }

            // Then
            assertThat(largest).isLessThan(64L << 20);
            assertThat(Files.size(file())).isGreaterThan(4L << 20);
        }
    }
}
