package dev.guildhall.guild.store.sqlite;

import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.store.EventBytes;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads of members and bans on one connection, each within a read transaction of the caller.
///
/// Roles that do not exist any more are left out here, see [EventProjection].
final class MemberReads {

    /// Greater than every character that a name can have.
    private static final String AFTER_ALL = new String(Character.toChars(0x10FFFF));

    private final Sql sql;
    private final EventBytes bytes;

    MemberReads(Sql sql, EventBytes bytes) {
        this.sql = sql;
        this.bytes = bytes;
    }

    /// All members, by growing id.
    List<Member> all() {
        Set<RoleId> roles = roles();
        return sql.list(
                row -> known(row.getBytes(1), roles), "SELECT body FROM members ORDER BY user_id");
    }

    /// Those of the users who are members, by growing id.
    List<Member> members(List<UserId> userIds) {
        Set<RoleId> roles = roles();
        return userIds.stream()
                .distinct()
                .sorted()
                .map(id -> member(id, roles))
                .filter(Objects::nonNull)
                .toList();
    }

    private @Nullable Member member(UserId userId, Set<RoleId> roles) {
        return sql.first(
                        row -> known(row.getBytes(1), roles),
                        "SELECT body FROM members WHERE user_id = ?",
                        userId.value())
                .orElse(null);
    }

    List<Member> page(@Nullable UserId after, int limit) {
        Set<RoleId> roles = roles();
        return sql.list(
                row -> known(row.getBytes(1), roles),
                "SELECT body FROM members WHERE user_id > ? ORDER BY user_id LIMIT ?",
                after == null ? Long.MIN_VALUE : after.value(),
                limit);
    }

    List<Member> search(String prefix, int limit) {
        Set<RoleId> roles = roles();
        String from = EventProjection.key(prefix);
        String to = from + AFTER_ALL;
        return sql.list(
                row -> known(row.getBytes(1), roles),
                """
                SELECT body FROM members WHERE user_id IN (
                  SELECT * FROM (SELECT user_id FROM members
                    WHERE username_key >= ?1 AND username_key < ?2
                    ORDER BY username_key LIMIT ?3)
                  UNION SELECT * FROM (SELECT user_id FROM members
                    WHERE global_name_key IS NOT NULL
                      AND global_name_key >= ?1 AND global_name_key < ?2
                    ORDER BY global_name_key LIMIT ?3)
                  UNION SELECT * FROM (SELECT user_id FROM members
                    WHERE nick_key IS NOT NULL AND nick_key >= ?1 AND nick_key < ?2
                    ORDER BY nick_key LIMIT ?3))
                ORDER BY user_id LIMIT ?3\
                """,
                from,
                to,
                limit);
    }

    List<Result.Ban> bans(@Nullable UserId after, int limit) {
        return sql.list(
                row -> new Result.Ban(bytes.user(row.getBytes(1)), row.getString(2)),
                "SELECT body, reason FROM bans WHERE user_id > ? ORDER BY user_id LIMIT ?",
                after == null ? Long.MIN_VALUE : after.value(),
                limit);
    }

    private Set<RoleId> roles() {
        return new HashSet<>(sql.list(row -> new RoleId(row.getLong(1)), "SELECT id FROM roles"));
    }

    private Member known(byte[] body, Set<RoleId> roles) {
        Member m = bytes.member(body);
        if (roles.containsAll(m.roleIds())) {
            return m;
        }
        return new Member(
                m.user(),
                m.nick(),
                m.roleIds().stream().filter(roles::contains).toList(),
                m.joinedAtMs(),
                m.deaf(),
                m.mute(),
                m.timedOutUntilMs());
    }
}
