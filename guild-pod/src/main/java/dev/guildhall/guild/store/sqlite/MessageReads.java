package dev.guildhall.guild.store.sqlite;

import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.MessageReference;
import dev.guildhall.common.guild.MessageType;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Reaction;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.LoadedMessage;
import dev.guildhall.guild.store.EmojiKey;
import dev.guildhall.guild.store.EventBytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads of messages on one connection, each within a read transaction of the caller.
final class MessageReads {

    /// A reader who reacted to nothing.
    private static final UserId NOBODY = new UserId(0);

    private static final String FROM_CHANNEL = "SELECT body FROM messages WHERE channel_id = ?";

    private final Sql sql;
    private final EventBytes bytes;

    MessageReads(Sql sql, EventBytes bytes) {
        this.sql = sql;
        this.bytes = bytes;
    }

    List<Message> page(
            ChannelId channelId,
            Query.Anchor anchor,
            @Nullable MessageId anchorId,
            int limit,
            UserId reader) {
        if (isDeleted(channelId)) {
            return List.of();
        }
        long from = anchorId == null ? Long.MAX_VALUE : anchorId.value();
        List<Message> page =
                switch (anchor) {
                    case LATEST -> before(channelId, Long.MAX_VALUE, limit);
                    case BEFORE -> before(channelId, from, limit);
                    case AFTER -> after(channelId, anchorId == null ? 0 : from, limit);
                    case AROUND -> around(channelId, from, limit);
                };
        return page.stream().map(message -> whole(message, reader)).toList();
    }

    private List<Message> before(ChannelId channelId, long id, int limit) {
        return sql.list(
                row -> bytes.message(row.getBytes(1)),
                FROM_CHANNEL + " AND message_id < ? ORDER BY message_id DESC LIMIT ?",
                channelId.value(),
                id,
                limit);
    }

    private List<Message> after(ChannelId channelId, long id, int limit) {
        return sql.list(
                        row -> bytes.message(row.getBytes(1)),
                        FROM_CHANNEL + " AND message_id > ? ORDER BY message_id LIMIT ?",
                        channelId.value(),
                        id,
                        limit)
                .reversed();
    }

    private List<Message> around(ChannelId channelId, long id, int limit) {
        List<Message> page = new ArrayList<>(after(channelId, id, limit / 2));
        page.addAll(before(channelId, id == Long.MAX_VALUE ? id : id + 1, limit - limit / 2));
        return page;
    }

    Optional<Message> message(ChannelId channelId, MessageId messageId, UserId reader) {
        return row(channelId, messageId).map(message -> whole(message, reader));
    }

    Optional<LoadedMessage> loaded(ChannelId channelId, MessageId messageId) {
        return message(channelId, messageId, NOBODY)
                .map(message -> new LoadedMessage(message, reactors(channelId, messageId)));
    }

    List<Result.Pin> pins(ChannelId channelId, @Nullable Long beforeMs, int limit, UserId reader) {
        if (isDeleted(channelId)) {
            return List.of();
        }
        return sql
                .list(
                        row -> new Result.Pin(bytes.message(row.getBytes(1)), row.getLong(2)),
                        """
                        SELECT body, pinned_at_ms FROM messages
                        WHERE channel_id = ? AND pinned_at_ms IS NOT NULL AND pinned_at_ms < ?
                        ORDER BY pinned_at_ms DESC, message_id DESC LIMIT ?\
                        """,
                        channelId.value(),
                        beforeMs == null ? Long.MAX_VALUE : beforeMs,
                        limit)
                .stream()
                .map(pin -> new Result.Pin(whole(pin.message(), reader), pin.pinnedAtMs()))
                .toList();
    }

    List<User> reactors(
            ChannelId channelId,
            MessageId messageId,
            Emoji emoji,
            @Nullable UserId after,
            int limit) {
        if (isDeleted(channelId)) {
            return List.of();
        }
        return sql.list(
                row -> {
                    byte[] member = row.getBytes(2);
                    byte[] former = row.getBytes(3);
                    return member != null
                            ? bytes.member(member).user()
                            : former != null ? bytes.user(former) : unknown(row.getLong(1));
                },
                """
                SELECT r.user_id, m.body, f.body FROM reactions r
                %s
                LEFT JOIN members m ON m.user_id = r.user_id
                LEFT JOIN former_members f ON f.user_id = r.user_id
                WHERE r.channel_id = ? AND r.message_id = ? AND r.emoji = ? AND r.user_id > ?
                ORDER BY r.user_id LIMIT ?\
                """
                        .formatted(LiveReactions.JOIN),
                channelId.value(),
                messageId.value(),
                EmojiKey.of(emoji),
                after == null ? Long.MIN_VALUE : after.value(),
                limit);
    }

    /// Somebody who left before the file kept the names of those who leave.
    private static User unknown(long userId) {
        return new User(new UserId(userId), "unknown", null, null, false);
    }

    private boolean isDeleted(ChannelId channelId) {
        return sql.number(
                        "SELECT count(*) FROM deleted_channels WHERE channel_id = ?",
                        channelId.value())
                > 0;
    }

    private Optional<Message> row(ChannelId channelId, MessageId messageId) {
        if (isDeleted(channelId)) {
            return Optional.empty();
        }
        return sql.first(
                row -> bytes.message(row.getBytes(1)),
                FROM_CHANNEL + " AND message_id = ?",
                channelId.value(),
                messageId.value());
    }

    private Message whole(Message message, UserId reader) {
        MessageReference reference = message.reference();
        Message referenced = null;
        if (message.type() == MessageType.REPLY && reference != null) {
            referenced =
                    row(reference.channelId(), reference.messageId())
                            .map(it -> it.withoutReferenced().withReactions(reactions(it, reader)))
                            .orElse(null);
        }
        return message.withReferenced(referenced).withReactions(reactions(message, reader));
    }

    private List<Reaction> reactions(Message message, UserId reader) {
        long channelId = message.channelId().value();
        long messageId = message.id().value();
        List<Reaction> counts =
                sql.list(
                        row -> new Reaction(EmojiKey.parse(row.getString(1)), row.getInt(2), false),
                        """
                        SELECT emoji, count FROM reaction_counts
                        WHERE channel_id = ? AND message_id = ? ORDER BY position\
                        """,
                        channelId,
                        messageId);
        if (reader.equals(NOBODY)) {
            return counts;
        }
        return counts.stream()
                .map(it -> new Reaction(it.emoji(), it.count(), isIn(message, it.emoji(), reader)))
                .toList();
    }

    private boolean isIn(Message message, Emoji emoji, UserId reader) {
        return sql.number(
                        """
                        SELECT count(*) FROM reactions r %s
                        WHERE r.channel_id = ? AND r.message_id = ? AND r.emoji = ?
                          AND r.user_id = ?\
                        """
                                .formatted(LiveReactions.JOIN),
                        message.channelId().value(),
                        message.id().value(),
                        EmojiKey.of(emoji),
                        reader.value())
                > 0;
    }

    private record Reactor(Emoji emoji, UserId userId) {}

    private Map<Emoji, Set<UserId>> reactors(ChannelId channelId, MessageId messageId) {
        Map<Emoji, Set<UserId>> reactors = new LinkedHashMap<>();
        sql.list(
                        row ->
                                new Reactor(
                                        EmojiKey.parse(row.getString(1)),
                                        new UserId(row.getLong(2))),
                        """
                        SELECT r.emoji, r.user_id
                        FROM reactions r %s
                        WHERE r.channel_id = ? AND r.message_id = ?
                        ORDER BY c.position, r.seq\
                        """
                                .formatted(LiveReactions.JOIN),
                        channelId.value(),
                        messageId.value())
                .forEach(it ->
                        reactors.computeIfAbsent(it.emoji(), _ -> new LinkedHashSet<>())
                                .add(it.userId()));
        return reactors;
    }
}
