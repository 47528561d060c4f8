package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.RoleId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Members made, and copies of them with one part changed.
final class Members {

    private Members() {}

    static Member joining(User user, List<RoleId> roleIds, long atMs) {
        return new Member(user, null, List.copyOf(roleIds), atMs, false, false, null);
    }

    static Member withUser(Member m, User user) {
        return new Member(
                user,
                m.nick(),
                m.roleIds(),
                m.joinedAtMs(),
                m.deaf(),
                m.mute(),
                m.timedOutUntilMs());
    }

    static Member withNick(Member m, @Nullable String nick) {
        return new Member(
                m.user(),
                nick,
                m.roleIds(),
                m.joinedAtMs(),
                m.deaf(),
                m.mute(),
                m.timedOutUntilMs());
    }

    static Member withRoles(Member m, List<RoleId> roleIds) {
        return new Member(
                m.user(),
                m.nick(),
                List.copyOf(roleIds),
                m.joinedAtMs(),
                m.deaf(),
                m.mute(),
                m.timedOutUntilMs());
    }

    static Member withVoice(Member m, boolean deaf, boolean mute) {
        return new Member(
                m.user(), m.nick(), m.roleIds(), m.joinedAtMs(), deaf, mute, m.timedOutUntilMs());
    }

    static Member withTimeout(Member m, @Nullable Long untilMs) {
        return new Member(
                m.user(), m.nick(), m.roleIds(), m.joinedAtMs(), m.deaf(), m.mute(), untilMs);
    }
}
