package dev.guildhall.guild.store.sqlite;

import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.store.EmojiKey;
import dev.guildhall.guild.store.EventBytes;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.content.GuildHead;
import dev.guildhall.guild.store.content.GuildReading;
import dev.guildhall.guild.store.content.StoredMessage;
import dev.guildhall.guild.store.content.StoredMessage.Reactors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A guild's content within one read transaction of the caller.
final class SqliteGuildReading implements GuildReading {

    /// Reactions in one page, beyond which it is cut. One message may have more.
    private static final long MAX_REACTIONS = 50_000;

    private final Sql sql;
    private final EventBytes bytes;
    private final GuildReads guild;
    private final MemberReads members;

    SqliteGuildReading(Sql sql, EventBytes bytes) {
        this.sql = sql;
        this.bytes = bytes;
        this.guild = new GuildReads(sql, bytes);
        this.members = new MemberReads(sql, bytes);
    }

    @Override
    public long seq() {
        return guild.seq();
    }

    @Override
    public GuildHead head() {
        Guild self =
                guild.guild()
                        .orElseThrow(() ->
                                new StoreException.Corrupt("the guild's own row is missing", null));
        LogEntry last = guild.tail(seq() - 1, 1).orElseThrow().getFirst();
        return new GuildHead(self, guild.roles(), guild.channels(), guild.nonces(), last);
    }

    @Override
    public List<Member> members(@Nullable UserId after, int limit) {
        return members.page(after, limit);
    }

    @Override
    public List<User> formerMembers(@Nullable UserId after, int limit) {
        return sql.list(
                row -> bytes.user(row.getBytes(1)),
                """
                SELECT body FROM former_members f
                WHERE user_id > ? AND NOT EXISTS
                  (SELECT 1 FROM members m WHERE m.user_id = f.user_id)
                ORDER BY user_id LIMIT ?\
                """,
                after == null ? Long.MIN_VALUE : after.value(),
                limit);
    }

    @Override
    public List<Result.Ban> bans(@Nullable UserId after, int limit) {
        return members.bans(after, limit);
    }

    @Override
    public Optional<List<LogEntry>> tail(long afterSeq, int limit) {
        return guild.tail(afterSeq, limit);
    }

    private record Row(Message message, @Nullable Long pinnedAtMs) {}

    @Override
    public List<StoredMessage> messages(ChannelId channelId, @Nullable MessageId after, int limit) {
        List<Row> rows =
                sql.list(
                        row -> {
                            long pinnedAtMs = row.getLong(2);
                            Long pinned = row.wasNull() ? null : pinnedAtMs;
                            return new Row(bytes.message(row.getBytes(1)), pinned);
                        },
                        """
                        SELECT body, pinned_at_ms FROM messages
                        WHERE channel_id = ? AND message_id > ? ORDER BY message_id LIMIT ?\
                        """,
                        channelId.value(),
                        after == null ? Long.MIN_VALUE : after.value(),
                        limit);
        return rows.isEmpty() ? List.of() : withReactors(channelId, cut(channelId, rows));
    }

    /// The first of the rows, as many as have no more reactions than one page may.
    private List<Row> cut(ChannelId channelId, List<Row> rows) {
        Map<Long, Long> counts = new HashMap<>();
        sql.list(
                row -> counts.put(row.getLong(1), row.getLong(2)),
                """
                SELECT message_id, sum(count) FROM reaction_counts
                WHERE channel_id = ? AND message_id BETWEEN ? AND ? GROUP BY message_id\
                """,
                channelId.value(),
                rows.getFirst().message.id().value(),
                rows.getLast().message.id().value());
        long sum = 0;
        int size = 0;
        while (size < rows.size() && (size == 0 || sum < MAX_REACTIONS)) {
            sum += counts.getOrDefault(rows.get(size).message.id().value(), 0L);
            size++;
        }
        return rows.subList(0, size);
    }

    private List<StoredMessage> withReactors(ChannelId channelId, List<Row> rows) {
        Map<Long, Map<Emoji, List<UserId>>> reactors = new HashMap<>();
        sql.list(
                row ->
                        reactors.computeIfAbsent(row.getLong(1), _ -> new LinkedHashMap<>())
                                .computeIfAbsent(
                                        EmojiKey.parse(row.getString(2)), _ -> new ArrayList<>())
                                .add(new UserId(row.getLong(3))),
                """
                SELECT r.message_id, r.emoji, r.user_id
                FROM reactions r %s
                WHERE r.channel_id = ? AND r.message_id BETWEEN ? AND ?
                ORDER BY r.message_id, c.position, r.seq\
                """
                        .formatted(LiveReactions.JOIN),
                channelId.value(),
                rows.getFirst().message.id().value(),
                rows.getLast().message.id().value());
        return rows.stream()
                .map(row ->
                        new StoredMessage(
                                row.message,
                                row.pinnedAtMs,
                                reactors
                                        .getOrDefault(row.message.id().value(), Map.of())
                                        .entrySet()
                                        .stream()
                                        .map(it -> new Reactors(it.getKey(), it.getValue()))
                                        .toList()))
                .toList();
    }
}
