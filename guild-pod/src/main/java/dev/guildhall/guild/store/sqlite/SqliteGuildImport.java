package dev.guildhall.guild.store.sqlite;

import dev.guildhall.common.guild.Message;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.guild.core.RecentNonce;
import dev.guildhall.guild.store.EmojiKey;
import dev.guildhall.guild.store.EventBytes;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.content.ContentRecord;
import dev.guildhall.guild.store.content.GuildHead;
import dev.guildhall.guild.store.content.GuildImport;
import dev.guildhall.guild.store.content.StoredMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/// Puts a guild into a file of its own, which gets the guild's name when it is whole: no pod ever
/// sees half a guild. A step is one transaction with its position.
///
/// The lease is left empty, so any epoch may claim the guild. The log has the last event only: who
/// asks for older ones is told that they are no longer kept.
final class SqliteGuildImport implements GuildImport {

    private static final int BUSY_TIMEOUT_MS = 0;

    private final Path file;
    private final Path unfinished;
    private final Sql sql;
    private final EventBytes bytes;
    private final EventProjection projection;

    private SqliteGuildImport(Path file, Path unfinished, Sql sql, EventBytes bytes) {
        this.file = file;
        this.unfinished = unfinished;
        this.sql = sql;
        this.bytes = bytes;
        this.projection = new EventProjection(sql, bytes, Integer.MAX_VALUE);
    }

    static SqliteGuildImport open(Path file, EventBytes bytes) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".import");
        Sql sql = Sql.open(unfinished, BUSY_TIMEOUT_MS);
        try {
            sql.write(() -> {
                GuildSchema.MIGRATIONS.apply(sql);
                sql.run("CREATE TABLE IF NOT EXISTS import (position TEXT NOT NULL)");
                return true;
            });
            return new SqliteGuildImport(file, unfinished, sql, bytes);
        } catch (RuntimeException e) {
            sql.close();
            throw e;
        }
    }

    @Override
    public Optional<String> position() {
        return sql.first(row -> row.getString(1), "SELECT position FROM import");
    }

    @Override
    public void apply(List<ContentRecord> records, String position) {
        sql.write(() -> {
            records.forEach(this::apply);
            sql.update("DELETE FROM import");
            sql.update("INSERT INTO import (position) VALUES (?)", position);
            return true;
        });
    }

    private void apply(ContentRecord item) {
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

    @Override
    public void finish() {
        sql.write(() -> {
            if (sql.update("UPDATE guild SET member_count = (SELECT count(*) FROM members)") != 1) {
                throw new IllegalStateException("a guild without its head cannot be finished");
            }
            sql.run("DROP TABLE import");
            return true;
        });
        sql.run("PRAGMA wal_checkpoint(TRUNCATE)");
        sql.close();
        try {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StoreException.WriteRefused("cannot rename " + unfinished, e);
        }
    }

    @Override
    public void close() {
        sql.close();
    }
}
