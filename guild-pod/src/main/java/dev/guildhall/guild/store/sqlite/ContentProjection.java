package dev.guildhall.guild.store.sqlite;

import dev.guildhall.common.guild.Message;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.guild.core.RecentNonce;
import dev.guildhall.guild.store.EmojiKey;
import dev.guildhall.guild.store.EventBytes;
import dev.guildhall.guild.store.content.ContentRecord;
import dev.guildhall.guild.store.content.GuildHead;
import dev.guildhall.guild.store.content.StoredMessage;

/// What each record of a guild's content does to the tables, in a transaction of the caller.
final class ContentProjection {

    private final Sql sql;
    private final EventBytes bytes;
    private final EventProjection projection;

    ContentProjection(Sql sql, EventBytes bytes) {
        this.sql = sql;
        this.bytes = bytes;
        this.projection = new EventProjection(sql, bytes, Integer.MAX_VALUE);
    }

    void apply(ContentRecord item) {
        switch (item) {
            case ContentRecord.MemberPut r -> projection.putMember(r.member());
            case ContentRecord.MemberGone r ->
                    sql.update("DELETE FROM members WHERE user_id = ?", r.userId().value());
            case ContentRecord.FormerMember r -> projection.putFormer(r.user());
            case ContentRecord.BanPut r -> projection.banAdded(r.ban().user(), r.ban().reason());
            case ContentRecord.BanGone r ->
                    sql.update("DELETE FROM bans WHERE user_id = ?", r.userId().value());
            case ContentRecord.MessagePut r -> put(r.message());
            case ContentRecord.MessageGone r -> drop(r.channelId(), r.messageId());
            case ContentRecord.ChannelGone r -> drop(r.channelId());
            case ContentRecord.Head r -> put(r.head());
        }
    }

    private void put(StoredMessage stored) {
        Message message = stored.message();
        long channelId = message.channelId().value();
        long messageId = message.id().value();
        drop(message.channelId(), message.id());
        sql.update(
                """
                INSERT INTO messages (channel_id, message_id, author_id, body, pinned_at_ms)
                VALUES (?, ?, ?, ?, ?)\
                """,
                channelId,
                messageId,
                message.author().id().value(),
                bytes.of(message),
                stored.pinnedAtMs());
        long place = -(1L << 40); // before all that the guild will log
        for (StoredMessage.Reactors each : stored.reactors()) {
            String emoji = EmojiKey.of(each.emoji());
            sql.update(
                    """
                    INSERT INTO reaction_counts (channel_id, message_id, emoji, count, position)
                    VALUES (?, ?, ?, ?, ?)\
                    """,
                    channelId,
                    messageId,
                    emoji,
                    each.userIds().size(),
                    ++place);
            for (var userId : each.userIds()) {
                sql.update(
                        """
                        INSERT INTO reactions (channel_id, message_id, emoji, user_id, seq)
                        VALUES (?, ?, ?, ?, ?)\
                        """,
                        channelId,
                        messageId,
                        emoji,
                        userId.value(),
                        ++place);
            }
        }
    }

    private void drop(ChannelId channelId, MessageId messageId) {
        projection.messages().deleted(channelId, messageId);
    }

    private void drop(ChannelId channelId) {
        sql.update("DELETE FROM messages WHERE channel_id = ?", channelId.value());
        sql.update("DELETE FROM reactions WHERE channel_id = ?", channelId.value());
        sql.update("DELETE FROM reaction_counts WHERE channel_id = ?", channelId.value());
    }

    private void put(GuildHead head) {
        sql.update("DELETE FROM roles");
        sql.update("DELETE FROM channels");
        sql.update("DELETE FROM nonces");
        sql.update("DELETE FROM log");
        projection.putGuild(head.guild());
        head.roles().forEach(role -> projection.putRole(role.id(), bytes.of(role)));
        head.channels().forEach(projection::putChannel);
        head.recentNonces().forEach(this::put);
        sql.update(
                "INSERT INTO log (seq, epoch, event) VALUES (?, 0, ?)",
                head.last().seq(),
                bytes.of(head.last().event()));
    }

    private void put(RecentNonce nonce) {
        sql.update(
                """
                INSERT INTO nonces (channel_id, author_id, nonce, message_id)
                VALUES (?, ?, ?, ?)\
                """,
                nonce.channelId().value(),
                nonce.authorId().value(),
                nonce.nonce(),
                nonce.messageId().value());
    }
}
