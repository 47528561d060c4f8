package dev.guildhall.guild.store.sqlite;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.MessageReference;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.guild.store.EventBytes;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.content.ContentRecord;
import dev.guildhall.guild.store.content.GuildReading;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A file into which a guild is copied that goes on meanwhile in a store without snapshots: what is
/// read there is put in, and the guild's log is followed.
///
/// What is put in has all events up to where the log was followed, and may have later ones. That
/// does no harm: those come again, and an event leaves the same whether it was there or not. Only
/// the order of reactions it does not leave so, therefore events that a message's reactions are
/// known to include are left out. Once the log was followed to its end the file is the guild as of
/// that event.
///
/// Each step is one transaction; after a kill the file is as of the last one. For one thread.
public final class SqliteGuildCopy implements AutoCloseable {

    private static final int BUSY_TIMEOUT_MS = 0;

    private final Sql sql;
    private final EventBytes bytes;
    private final ContentProjection content;
    private final EventProjection events;

    private SqliteGuildCopy(Sql sql, EventBytes bytes) {
        this.sql = sql;
        this.bytes = bytes;
        this.content = new ContentProjection(sql, bytes);
        this.events = new EventProjection(sql, bytes, Integer.MAX_VALUE);
    }

    /// How far a copy is: all but messages, and those of the channels before `channelId` and of
    /// that one up to `messageId`, with the events up to `followed`.
    public record Reached(long followed, ChannelId channelId, MessageId messageId) {}

    public static SqliteGuildCopy open(Path file, EventBytes bytes) {
        Sql sql = Sql.open(file, BUSY_TIMEOUT_MS);
        try {
            sql.run("PRAGMA synchronous = NORMAL"); // a lost end is copied again
            sql.write(() -> {
                GuildSchema.MIGRATIONS.apply(sql);
                sql.run(
                        """
                        CREATE TABLE IF NOT EXISTS reached (
                          followed INTEGER NOT NULL,
                          channel_id INTEGER NOT NULL,
                          message_id INTEGER NOT NULL
                        )\
                        """);
                sql.run(
                        """
                        CREATE TABLE IF NOT EXISTS reactions_as_of (
                          channel_id INTEGER NOT NULL,
                          message_id INTEGER NOT NULL,
                          seq INTEGER NOT NULL,
                          PRIMARY KEY (channel_id, message_id)
                        ) WITHOUT ROWID\
                        """);
                return true;
            });
            return new SqliteGuildCopy(sql, bytes);
        } catch (RuntimeException e) {
            sql.close();
            throw e;
        }
    }

    /// Empty as long as not even everything but the messages is there.
    public Optional<Reached> reached() {
        return sql.first(
                row ->
                        new Reached(
                                row.getLong(1),
                                new ChannelId(row.getLong(2)),
                                new MessageId(row.getLong(3))),
                "SELECT followed, channel_id, message_id FROM reached");
    }

    /// Puts in what is no message. To be repeated from the start after an interruption.
    public void put(List<ContentRecord> records) {
        sql.write(() -> {
            records.forEach(content::apply);
            return true;
        });
    }

    /// Everything but messages is there, as of an event from `followed` on.
    public void begun(long followed) {
        sql.write(() -> {
            sql.update("DELETE FROM log"); // the head's one; from here on it is gapless
            reached(new Reached(followed, new ChannelId(0), new MessageId(0)));
            return true;
        });
    }

    /// Puts in messages, with the events that the reactions of some are known to include.
    public void put(
            List<ContentRecord> messages, Map<MessageReference, Long> reactionsAsOf, Reached to) {
        sql.write(() -> {
            messages.forEach(content::apply);
            reactionsAsOf.forEach((message, seq) ->
                    sql.update(
                            """
                            INSERT OR REPLACE INTO reactions_as_of (channel_id, message_id, seq)
                            VALUES (?, ?, ?)\
                            """,
                            message.channelId().value(),
                            message.messageId().value(),
                            seq));
            reached(to);
            return true;
        });
    }

    /// Follows the log: `entries` begin after the last that was followed.
    public void follow(List<LogEntry> entries) {
        sql.write(() -> {
            Reached before = reached().orElseThrow();
            if (entries.getFirst().seq() != before.followed() + 1) {
                throw new IllegalArgumentException(
                        "followed seq %d where %d comes next"
                                .formatted(entries.getFirst().seq(), before.followed() + 1));
            }
            entries.forEach(entry ->
                    sql.update(
                            "INSERT INTO log (seq, epoch, event) VALUES (?, 0, ?)",
                            entry.seq(),
                            bytes.of(entry.event())));
            var _ = events.apply(entries.stream().filter(this::isNew).toList());
            reached(new Reached(entries.getLast().seq(), before.channelId(), before.messageId()));
            return true;
        });
    }

    private void reached(Reached to) {
        sql.update("DELETE FROM reached");
        sql.update(
                "INSERT INTO reached (followed, channel_id, message_id) VALUES (?, ?, ?)",
                to.followed(),
                to.channelId().value(),
                to.messageId().value());
    }

    /// False for an event that the reactions it changes include already.
    private boolean isNew(LogEntry entry) {
        MessageReference message = reactedTo(entry.event());
        return message == null
                || entry.seq()
                        > sql.number(
                                "SELECT seq FROM reactions_as_of"
                                        + " WHERE channel_id = ? AND message_id = ?",
                                message.channelId().value(),
                                message.messageId().value());
    }

    private static @Nullable MessageReference reactedTo(Event.Durable event) {
        return switch (event) {
            case Event.ReactionAdded e -> new MessageReference(e.channelId(), e.messageId());
            case Event.ReactionRemoved e -> new MessageReference(e.channelId(), e.messageId());
            case Event.ReactionsCleared e -> new MessageReference(e.channelId(), e.messageId());
            case Event.Durable _ -> null;
        };
    }

    /// Runs `work` on the guild as of the last event that was followed.
    public <T> T read(Function<GuildReading, T> work) {
        return sql.read(() -> work.apply(new SqliteGuildReading(sql, bytes)));
    }

    @Override
    public void close() {
        sql.close();
    }
}
