package dev.guildhall.guild.store.sqlite;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.Snowflake;
import dev.guildhall.guild.core.RecentNonce;
import dev.guildhall.guild.store.EmojiKey;
import dev.guildhall.guild.store.EventBytes;
import dev.guildhall.guild.store.LogEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What events do to messages, pins and reactions.
///
/// A message's body leaves out its reactions and the message that it answers: those are read from
/// where they are. A channel's last message and pin are written once for a batch.
final class MessageProjection {

    private static final String DELETE_SOME_REACTIONS =
            """
            DELETE FROM reactions
            WHERE channel_id = ?1 AND message_id = ?2 AND (emoji, user_id) IN (
              SELECT emoji, user_id FROM reactions
              WHERE channel_id = ?1 AND message_id = ?2 AND (?3 = '' OR emoji = ?3) LIMIT ?4)\
            """;
    private static final RowInsert MESSAGES =
            RowInsert.of(
                    "INSERT OR REPLACE INTO messages"
                            + " (channel_id, message_id, author_id, body, pinned_at_ms)",
                    "(?, ?, ?, ?, NULL)");
    private static final RowInsert NONCES =
            RowInsert.of(
                    "INSERT OR REPLACE INTO nonces (channel_id, author_id, nonce, message_id)",
                    "(?, ?, ?, ?)");
    private static final String ALL_EMOJIS = "";
    private static final String DELETE_COUNTS =
            "DELETE FROM reaction_counts WHERE channel_id = ? AND message_id = ?";

    private final Sql sql;
    private final EventBytes bytes;
    private final int reactionsAtOnce;
    private boolean leavesRows;
    private final Map<ChannelId, Activity> activities = new HashMap<>();
    private final List<RecentNonce> nonces = new ArrayList<>();

    /// @param reactionsAtOnce of a message, that are deleted within a batch; the rest is for the
    ///   housekeeping
    MessageProjection(Sql sql, EventBytes bytes, int reactionsAtOnce) {
        this.sql = sql;
        this.bytes = bytes;
        this.reactionsAtOnce = reactionsAtOnce;
    }

    /// What a channel got in this batch; null where nothing.
    private record Activity(@Nullable Long lastMessageId, @Nullable Long lastPinAtMs) {
        Activity with(Activity later) {
            return new Activity(
                    later.lastMessageId == null ? lastMessageId : later.lastMessageId,
                    later.lastPinAtMs == null ? lastPinAtMs : later.lastPinAtMs);
        }
    }

    void begin() {
        activities.clear();
        nonces.clear();
        leavesRows = false;
    }

    void end() {
        writeActivity();
        writeNonces();
    }

    /// Whether the batch has left rows that nobody sees any more.
    boolean leavesRows() {
        return leavesRows;
    }

    /// The channel is written whole, with its last message and pin.
    void forgetActivity(ChannelId channelId) {
        activities.remove(channelId);
    }

    void writeActivity() {
        activities.forEach((channelId, activity) ->
                sql.update(
                        """
                        UPDATE channels
                        SET last_message_id = coalesce(?, last_message_id),
                          last_pin_at_ms = coalesce(?, last_pin_at_ms)
                        WHERE id = ?\
                        """,
                        activity.lastMessageId,
                        activity.lastPinAtMs,
                        channelId.value()));
        activities.clear();
    }

    void created(Event.MessageCreated event, byte[] body) {
        Message message = event.message();
        sql.insert(
                MESSAGES,
                message.channelId().value(),
                message.id().value(),
                message.author().id().value(),
                body);
        activities.merge(
                message.channelId(), new Activity(message.id().value(), null), Activity::with);
        if (event.nonceEnforced() && message.nonce() != null) {
            nonces.add(
                    new RecentNonce(
                            message.channelId(),
                            message.author().id(),
                            message.nonce(),
                            message.id()));
        }
    }

    /// Writes the batch's nonces, which nothing else in it reads, and forgets those that are out of
    /// the window as of its newest.
    private void writeNonces() {
        for (RecentNonce nonce : nonces) {
            sql.insert(
                    NONCES,
                    nonce.channelId().value(),
                    nonce.authorId().value(),
                    nonce.nonce(),
                    nonce.messageId().value());
        }
        if (!nonces.isEmpty()) {
            long sentAtMs = Snowflake.unixMs(nonces.getLast().messageId().value());
            sql.update(
                    "DELETE FROM nonces WHERE message_id < ?",
                    Snowflake.first(sentAtMs - RecentNonce.WINDOW_MS, 0));
        }
    }

    void updated(Event.MessageUpdated event) {
        Message message = event.message();
        sql.update(
                "UPDATE messages SET body = ? WHERE channel_id = ? AND message_id = ?",
                body(message),
                message.channelId().value(),
                message.id().value());
    }

    void pinChanged(Event.MessagePinChanged event) {
        Message message = event.message();
        Long pinnedAtMs = event.pinned() ? event.atMs() : null;
        sql.update(
                """
                UPDATE messages SET body = ?, pinned_at_ms = ?
                WHERE channel_id = ? AND message_id = ?\
                """,
                body(message),
                pinnedAtMs,
                message.channelId().value(),
                message.id().value());
        if (pinnedAtMs != null) {
            activities.merge(message.channelId(), new Activity(null, pinnedAtMs), Activity::with);
        }
    }

    void deleted(ChannelId channelId, MessageId messageId) {
        sql.update(
                "DELETE FROM messages WHERE channel_id = ? AND message_id = ?",
                channelId.value(),
                messageId.value());
        sql.update(DELETE_COUNTS, channelId.value(), messageId.value());
        deleteReactions(channelId.value(), messageId.value(), ALL_EMOJIS);
    }

    /// Their counts are deleted already, so nobody sees them: see [LiveReactions].
    private void deleteReactions(long channelId, long messageId, String emoji) {
        int deleted =
                sql.update(DELETE_SOME_REACTIONS, channelId, messageId, emoji, reactionsAtOnce);
        if (deleted == reactionsAtOnce) {
            leavesRows = true;
            sql.update(
                    """
                    INSERT OR IGNORE INTO removed_reactions (channel_id, message_id, emoji)
                    VALUES (?, ?, ?)\
                    """,
                    channelId,
                    messageId,
                    emoji);
        }
    }

    void reactionAdded(Event.ReactionAdded event, long seq) {
        long channelId = event.channelId().value();
        long messageId = event.messageId().value();
        String emoji = EmojiKey.of(event.emoji());
        int added =
                sql.update(
                        LiveReactions.INSERT,
                        channelId,
                        messageId,
                        emoji,
                        event.userId().value(),
                        seq);
        if (added > 0) {
            sql.update(
                    """
                    INSERT INTO reaction_counts (channel_id, message_id, emoji, count, position)
                    VALUES (?, ?, ?, 1, ?)
                    ON CONFLICT (channel_id, message_id, emoji) DO UPDATE SET count = count + 1\
                    """,
                    channelId,
                    messageId,
                    emoji,
                    seq);
        }
    }

    void reactionRemoved(Event.ReactionRemoved event) {
        long channelId = event.channelId().value();
        long messageId = event.messageId().value();
        String emoji = EmojiKey.of(event.emoji());
        int removed =
                sql.update(
                        LiveReactions.DELETE, channelId, messageId, emoji, event.userId().value());
        if (removed > 0) {
            sql.update(
                    """
                    UPDATE reaction_counts SET count = count - 1
                    WHERE channel_id = ? AND message_id = ? AND emoji = ?\
                    """,
                    channelId,
                    messageId,
                    emoji);
            sql.update(
                    DELETE_COUNTS + " AND emoji = ? AND count <= 0", channelId, messageId, emoji);
        }
    }

    void reactionsCleared(Event.ReactionsCleared event) {
        long channelId = event.channelId().value();
        long messageId = event.messageId().value();
        if (event.emoji() == null) {
            sql.update(DELETE_COUNTS, channelId, messageId);
            deleteReactions(channelId, messageId, ALL_EMOJIS);
        } else {
            String emoji = EmojiKey.of(event.emoji());
            sql.update(DELETE_COUNTS + " AND emoji = ?", channelId, messageId, emoji);
            deleteReactions(channelId, messageId, emoji);
        }
    }

    private byte[] body(Message message) {
        return LogEntry.body(message, bytes);
    }
}
