package dev.guildhall.guild.store.sqlite;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.MessageReference;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.core.RecentNonce;
import dev.guildhall.guild.store.EventBytes;
import dev.guildhall.guild.store.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads of the guild as a whole on one connection, each within a read transaction of the caller.
final class GuildReads {

    /// The state remembers no more of them.
    private static final int MAX_NONCES = 200_000;

    private final Sql sql;
    private final EventBytes bytes;
    private final MemberReads members;

    GuildReads(Sql sql, EventBytes bytes) {
        this.sql = sql;
        this.bytes = bytes;
        this.members = new MemberReads(sql, bytes);
    }

    long seq() {
        return sql.number("SELECT max(seq) FROM log");
    }

    GuildSnapshot snapshot() {
        return new GuildSnapshot(
                seq(),
                guild().orElse(null),
                roles(),
                channels(),
                members.all(),
                members.bans(null, Integer.MAX_VALUE),
                pins(),
                nonces());
    }

    Optional<Guild> guild() {
        return sql.first(row -> bytes.guild(row.getBytes(1)), "SELECT body FROM guild");
    }

    List<Role> roles() {
        return sql.list(row -> bytes.role(row.getBytes(1)), "SELECT body FROM roles ORDER BY id");
    }

    List<Channel> channels() {
        return sql.list(new ChannelRow(bytes), ChannelRow.ALL);
    }

    private List<MessageReference> pins() {
        return sql.list(
                row ->
                        new MessageReference(
                                new ChannelId(row.getLong(1)), new MessageId(row.getLong(2))),
                """
                SELECT channel_id, message_id FROM messages
                WHERE pinned_at_ms IS NOT NULL
                  AND channel_id NOT IN (SELECT channel_id FROM deleted_channels)
                ORDER BY channel_id, message_id\
                """);
    }

    List<RecentNonce> nonces() {
        return sql.list(
                        row ->
                                new RecentNonce(
                                        new ChannelId(row.getLong(1)),
                                        new UserId(row.getLong(2)),
                                        row.getString(3),
                                        new MessageId(row.getLong(4))),
                        """
                        SELECT channel_id, author_id, nonce, message_id FROM nonces
                        ORDER BY message_id DESC LIMIT ?\
                        """,
                        MAX_NONCES)
                .reversed();
    }

    Optional<List<LogEntry>> tail(long afterSeq, int limit) {
        long last = seq();
        if (afterSeq == last) {
            return Optional.of(List.of());
        }
        long first = sql.number("SELECT min(seq) FROM log");
        if (afterSeq > last || afterSeq + 1 < first) {
            return Optional.empty();
        }
        return Optional.of(
                sql.list(
                        row -> new LogEntry(row.getLong(1), bytes.event(row.getBytes(2))),
                        "SELECT seq, event FROM log WHERE seq > ? ORDER BY seq LIMIT ?",
                        afterSeq,
                        limit));
    }

    Optional<GuildView> view(UserId selfId, List<UserId> memberIds, int allMembersUpTo) {
        Optional<Guild> guild = guild();
        Optional<Member> self = members.members(List.of(selfId)).stream().findFirst();
        if (guild.isEmpty() || self.isEmpty()) {
            return Optional.empty();
        }
        long count = sql.number("SELECT member_count FROM guild");
        List<UserId> wanted = new ArrayList<>(memberIds);
        wanted.add(selfId);
        List<Member> shown = count <= allMembersUpTo ? members.all() : members.members(wanted);
        return Optional.of(
                new GuildView(
                        seq(),
                        guild.get(),
                        roles(),
                        channels(),
                        shown,
                        List.of(),
                        List.of(),
                        count,
                        0,
                        shown.size() < count,
                        self.get()));
    }
}
