package dev.guildhall.guild.store.cassandra.tables;

import static dev.guildhall.guild.store.GuildFixture.BOB;
import static dev.guildhall.guild.store.GuildFixture.GENERAL;
import static dev.guildhall.guild.store.GuildFixture.GUILD;
import static dev.guildhall.guild.store.GuildFixture.NOW_MS;
import static dev.guildhall.guild.store.GuildFixture.OWNER;
import static dev.guildhall.guild.store.GuildFixture.THUMB;
import static dev.guildhall.guild.store.GuildFixture.created;
import static dev.guildhall.guild.store.GuildFixture.message;
import static dev.guildhall.guild.store.GuildFixture.messageId;
import static dev.guildhall.guild.store.GuildFixture.reacted;
import static dev.guildhall.guild.store.GuildFixture.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Reaction;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.Snowflake;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.time.FakeTicker;
import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.OpenGuild;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Tables follow the log whatever ended in between; what is too old is gone.
class ProjectionTest {

    private static final long DAY_MS = 24 * 3_600_000L;

    @RegisterExtension final CassandraStores cassandra = new CassandraStores();

    @Test
    void whatTheLastOwnerDidNotProjectIsProjectedByTheNext() {
        // Given
        Message message = message(GENERAL, messageId(1), "m");
        cassandra
                .logs()
                .claim(GUILD, 1, "pod-a")
                .append(
                        List.of(
                                new LogEntry(1, created()),
                                new LogEntry(2, sent(message)),
                                new LogEntry(3, reacted(message, BOB, THUMB)),
                                new LogEntry(4, sent(message(GENERAL, messageId(2), "n"))),
                                new LogEntry(5, new Event.MessageDeleted(GENERAL, messageId(2)))));

        // When
        try (OpenGuild guild = new OpenGuild(cassandra.stores(), 2, "pod-b")) {
            // Then
            List<Message> page =
                    guild.store.listMessages(GENERAL, Query.Anchor.LATEST, null, 50, BOB);
            assertThat(page).extracting(Message::id).containsExactly(messageId(1));
            assertThat(page.getFirst().reactions()).containsExactly(new Reaction(THUMB, 1, true));
        }
    }

    @Test
    void anOwnerThatWakesUpLateChangesNothing() {
        // Given
        try (OpenGuild old = new OpenGuild(cassandra.stores(), 1, "pod-a")) {
            old.append(created());
            old.append(sent(message(GENERAL, messageId(1), "old")));
        }
        Event.MessageUpdated newer =
                new Event.MessageUpdated(message(GENERAL, messageId(1), "new"), null);
        try (OpenGuild guild = new OpenGuild(cassandra.stores(), 2, "pod-b")) {
            guild.append(newer);
            guild.append(new Event.MessagesBulkDeleted(GENERAL, List.of(messageId(9))));

            // When
            Projection late = projection();
            late.project(List.of(new LogEntry(2, sent(message(GENERAL, messageId(1), "old")))), 0);

            // Then
            assertThat(guild.store.getMessage(GENERAL, messageId(1), OWNER))
                    .hasValueSatisfying(it -> assertThat(it.content()).isEqualTo("new"));
            assertThat(guild.store.listMessages(GENERAL, Query.Anchor.LATEST, null, 50, OWNER))
                    .hasSize(1);
        }
    }

    /// A chunk that is projected again may be cut elsewhere, and reach beyond what emptied the era.
    @Test
    void aChannelThatWasEmptiedShowsWhatCameAfterAKill() {
        // Given
        cassandra.with(CassandraStores.options().inChunksOf(1));
        try (OpenGuild old = new OpenGuild(cassandra.stores(), 1, "pod-a")) {
            old.append(created());
            old.append(sent(message(GENERAL, messageId(1), "first")));
            old.append(new Event.MessageDeleted(GENERAL, messageId(1)));
            assertThat(page(old)).isEmpty();
        }
        cassandra.markProjected(GUILD, 0, 3);
        cassandra.with(CassandraStores.options());

        // When
        cassandra
                .logs()
                .claim(GUILD, 2, "pod-b")
                .append(List.of(new LogEntry(4, sent(message(GENERAL, messageId(2), "second")))));

        // Then
        try (OpenGuild next = new OpenGuild(cassandra.stores(), 3, "pod-c")) {
            assertThat(page(next)).containsExactly(messageId(2));
        }
    }

    /// An owner that was paused wakes up while the next one repeats the same entries, and is ahead.
    @Test
    void anOwnerThatProjectsBesideTheNextOneTakesNothingAway() {
        // Given
        Message first = message(GENERAL, messageId(2), "first");
        List<List<LogEntry>> chunks =
                List.of(
                        List.of(
                                new LogEntry(2, sent(first)),
                                new LogEntry(3, reacted(first, BOB, THUMB))),
                        List.of(
                                new LogEntry(4, sent(message(GENERAL, messageId(4), "second"))),
                                new LogEntry(5, reacted(first, OWNER, THUMB))),
                        List.of(
                                new LogEntry(6, sent(message(GENERAL, messageId(6), "third"))),
                                new LogEntry(7, reacted(first, new UserId(12), THUMB))));
        cassandra.logs().claim(GUILD, 1, "pod-a").append(log(chunks));
        Projection late = projection();
        Projection next = projection();

        // When
        next.project(chunks.get(0), 7);
        late.project(chunks.get(0), 0);
        late.project(chunks.get(1), 0);
        next.project(chunks.get(1), 7);
        next.project(chunks.get(2), 7);
        cassandra.markProjected(GUILD, 7, 7);

        // Then
        try (OpenGuild guild = new OpenGuild(cassandra.stores(), 2, "pod-b")) {
            assertThat(page(guild)).containsExactly(messageId(6), messageId(4), messageId(2));
            assertThat(guild.store.getMessage(GENERAL, messageId(2), BOB))
                    .hasValueSatisfying(it ->
                            assertThat(it.reactions())
                                    .containsExactly(new Reaction(THUMB, 3, true)));
        }
    }

    private static Projection projection() {
        return new Projection(
                CassandraStores.session(),
                new ProtoEventBytes(),
                GUILD,
                new TablesMetrics(new SimpleMeterRegistry()));
    }

    /// All of them, behind the guild's making.
    private static List<LogEntry> log(List<List<LogEntry>> chunks) {
        List<LogEntry> log = new ArrayList<>(List.of(new LogEntry(1, created())));
        chunks.forEach(log::addAll);
        return log;
    }

    @Test
    void messagesThatAreTooOldAreNotShownAndTheirBucketsGo() {
        // Given
        FakeTicker ticker = new FakeTicker();
        cassandra.with(CassandraStores.options().keeping(_ -> 30 * DAY_MS), ticker);
        MessageId old = new MessageId(Snowflake.first(NOW_MS - 29 * DAY_MS, 1));
        try (OpenGuild guild = new OpenGuild(cassandra.stores(), 1, "pod-a")) {
            Message first = message(GENERAL, old, "old");
            guild.append(created());
            guild.append(sent(first), reacted(first, BOB, THUMB));
            guild.append(sent(message(GENERAL, messageId(1), "new")));
            guild.append(new Event.MessagePinChanged(first, true, NOW_MS));
            assertThat(page(guild)).containsExactly(messageId(1), old);
            assertThat(guild.store.listPins(GENERAL, null, 50, OWNER)).hasSize(1);

            // When
            ticker.advanceMs(2 * DAY_MS);

            // Then
            assertThat(page(guild)).containsExactly(messageId(1));
            assertThat(guild.store.getMessage(GENERAL, old, OWNER)).isEmpty();
            assertThat(guild.store.loadMessage(GENERAL, old)).isEmpty();
            assertThat(guild.store.listPins(GENERAL, null, 50, OWNER)).isEmpty();
            assertThat(guild.store.listReactors(GENERAL, old, THUMB, null, 9)).isEmpty();

            // When
            ticker.advanceMs(10 * DAY_MS);
            guild.append(sent(message(GENERAL, messageId(2), "newer")));

            // Then
            assertThat(page(guild)).containsExactly(messageId(2), messageId(1));
            await().atMost(Duration.ofSeconds(60)).until(() -> rowsAt(old) == 0);
            assertThat(rowsAt(messageId(1))).isEqualTo(2);
        }
    }

    private static List<MessageId> page(OpenGuild guild) {
        return guild.store.listMessages(GENERAL, Query.Anchor.LATEST, null, 50, OWNER).stream()
                .map(Message::id)
                .toList();
    }

    private static long rowsAt(MessageId id) {
        var row =
                CassandraStores.session()
                        .read(
                                "SELECT count(*) FROM messages WHERE channel_id = ? AND bucket = ?",
                                GENERAL.value(),
                                Bucket.of(id.value()))
                        .one();
        return row == null ? 0 : row.getLong(0);
    }
}
