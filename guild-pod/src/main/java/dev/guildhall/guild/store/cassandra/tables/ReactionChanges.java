package dev.guildhall.guild.store.cassandra.tables;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.Event;
import dev.guildhall.guild.store.EmojiKey;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.cassandra.tables.ReactionBook.Header;
import dev.guildhall.guild.store.cassandra.tables.ReactionBook.Use;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one chunk of events does to reactions and their counts. For one thread and one chunk.
///
/// All that happens to one message is one batch with its new counts and the seq that they include:
/// an event that is projected again is left out.
final class ReactionChanges {

    private final CassandraSession session;
    private final ReactionBook book;
    private final ReactionBook.Known known;
    private final Map<MessageKey, Change> changes = new LinkedHashMap<>();

    ReactionChanges(CassandraSession session, ReactionBook book, ReactionBook.Known known) {
        this.session = session;
        this.book = book;
        this.known = known;
    }

    private static final class Change {
        private final Counts counts;
        private final List<BoundStatement> rows = new ArrayList<>();
        private long asOf;
        private boolean deleted;

        Change(Header before) {
            counts = before.counts().copy();
            asOf = before.asOf();
        }
    }

    void added(Event.ReactionAdded event, long seq) {
        MessageKey message = MessageKey.of(event.channelId(), event.messageId());
        Use use = new Use(message, EmojiKey.of(event.emoji()), event.userId().value());
        Change change = change(message);
        if (seq <= change.asOf) {
            return;
        }
        change.asOf = seq;
        if (!Boolean.TRUE.equals(known.uses().put(use, true))) {
            change.counts.added(use.emoji(), seq);
            change.rows.add(
                    session.bindWrite(
                            """
                            INSERT INTO reactions
                              (channel_id, bucket, message_id, emoji, user_id, seq)
                            VALUES (?, ?, ?, ?, ?, ?) USING TIMESTAMP ?\
                            """,
                            message.channelId(),
                            message.bucket(),
                            message.id(),
                            use.emoji(),
                            use.userId(),
                            seq,
                            WriteTime.ofWrite(seq)));
        }
    }

    void removed(Event.ReactionRemoved event, long seq) {
        MessageKey message = MessageKey.of(event.channelId(), event.messageId());
        Use use = new Use(message, EmojiKey.of(event.emoji()), event.userId().value());
        Change change = change(message);
        if (seq <= change.asOf) {
            return;
        }
        change.asOf = seq;
        if (Boolean.TRUE.equals(known.uses().put(use, false))) {
            change.counts.removed(use.emoji());
            change.rows.add(
                    session.bindWrite(
                            """
                            DELETE FROM reactions USING TIMESTAMP ?
                            WHERE channel_id = ? AND bucket = ? AND message_id = ? AND emoji = ?
                              AND user_id = ?\
                            """,
                            WriteTime.ofDelete(seq),
                            message.channelId(),
                            message.bucket(),
                            message.id(),
                            use.emoji(),
                            use.userId()));
        }
    }

    void cleared(Event.ReactionsCleared event, long seq) {
        MessageKey message = MessageKey.of(event.channelId(), event.messageId());
        Change change = change(message);
        if (seq <= change.asOf) {
            return;
        }
        change.asOf = seq;
        Emoji emoji = event.emoji();
        if (emoji == null) {
            change.counts.cleared();
            known.uses().replaceAll((use, is) -> is && !use.message().equals(message));
            change.rows.add(deletion(message, seq));
        } else {
            String key = EmojiKey.of(emoji);
            change.counts.cleared(key);
            known.uses()
                    .replaceAll((use, is) ->
                            is && !(use.message().equals(message) && use.emoji().equals(key)));
            change.rows.add(
                    session.bindWrite(
                            """
                            DELETE FROM reactions USING TIMESTAMP ?
                            WHERE channel_id = ? AND bucket = ? AND message_id = ? AND emoji = ?\
                            """,
                            WriteTime.ofDelete(seq),
                            message.channelId(),
                            message.bucket(),
                            message.id(),
                            key));
        }
    }

    /// The message is gone, and with it its reactions.
    void messageDeleted(MessageKey message, long seq, WritePlan plan) {
        Change change = changes.get(message);
        if (change != null) {
            change.deleted = true;
        }
        book.forget(message);
        plan.add(
                new WritePlan.Partition("reactions", message.channelId(), message.bucket()),
                0,
                deletion(message, seq));
    }

    private BoundStatement deletion(MessageKey message, long seq) {
        return session.bindWrite(
                """
                DELETE FROM reactions USING TIMESTAMP ?
                WHERE channel_id = ? AND bucket = ? AND message_id = ?\
                """,
                WriteTime.ofDelete(seq),
                message.channelId(),
                message.bucket(),
                message.id());
    }

    private Change change(MessageKey message) {
        return changes.computeIfAbsent(
                message, key -> new Change(known.headers().getOrDefault(key, Header.NONE)));
    }

    void write(WritePlan plan) {
        changes.forEach((message, change) -> {
            if (!change.deleted) {
                write(plan, message, change);
            }
        });
    }

    private void write(WritePlan plan, MessageKey message, Change change) {
        ByteBuffer counts = change.counts.bytes();
        List<BoundStatement> together = new ArrayList<>(change.rows);
        together.add(
                session.bindWrite(
                        """
                        INSERT INTO reactions
                          (channel_id, bucket, message_id, emoji, user_id, seq, counts)
                        VALUES (?, ?, ?, ?, 0, ?, ?) USING TIMESTAMP ?\
                        """,
                        message.channelId(),
                        message.bucket(),
                        message.id(),
                        ReactionBook.HEADER,
                        change.asOf,
                        counts,
                        WriteTime.ofWrite(change.asOf)));
        plan.addTogether(together);
        plan.add(
                new WritePlan.Partition("messages", message.channelId(), message.bucket()),
                counts.remaining(),
                session.bindWrite(
                        """
                        UPDATE messages USING TIMESTAMP ? SET reactions = ?
                        WHERE channel_id = ? AND bucket = ? AND message_id = ?\
                        """,
                        WriteTime.ofWrite(change.asOf),
                        counts,
                        message.channelId(),
                        message.bucket(),
                        message.id()));
    }

    /// To be called when all is written.
    void finish() {
        changes.forEach((message, change) -> {
            if (!change.deleted) {
                book.keep(message, new Header(change.counts, change.asOf));
            }
        });
    }
}
