package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.permission.Hierarchy;
import dev.guildhall.common.permission.Permission;
import dev.guildhall.common.permission.Permissions;
import org.jspecify.annotations.Nullable;

/// Somebody asks something of a guild at a moment: what deciders read, and what the asker may do.
///
/// `member` is the asker's, null for the system, which may do everything.
record Request(GuildState state, Guild guild, @Nullable Member member, DecisionContext context) {

    boolean system() {
        return context.actor().system();
    }

    long nowMs() {
        return context.nowMs();
    }

    long newId() {
        return context.ids().getAsLong();
    }

    boolean isOwner() {
        return member != null && member.user().id().equals(guild.ownerId());
    }

    /// What the asker holds in the guild.
    long permissions() {
        return member == null
                ? systemPermissions()
                : Permissions.inGuild(state.scope(), member, nowMs());
    }

    /// What the asker holds in the channel.
    long permissions(Channel channel) {
        return member == null
                ? systemPermissions()
                : Permissions.inChannel(state.scope(), channel, member, nowMs());
    }

    /// What the asker may put into the channel's overwrites: what they hold in the guild or in the
    /// channel, so that who denies something there can take it back.
    long grantable(Channel channel) {
        return permissions() | permissions(channel);
    }

    boolean may(Permission permission) {
        return permission.in(permissions());
    }

    boolean may(Channel channel, Permission permission) {
        return permission.in(permissions(channel));
    }

    /// Why the asker may not do in the channel what needs the permission; null when they may.
    @Nullable Rejection refusal(Channel channel, Permission permission) {
        return refusal(permissions(channel), permission);
    }

    /// The same from the bits that the asker holds in the channel.
    static @Nullable Rejection refusal(long held, Permission permission) {
        if (!Permission.VIEW_CHANNEL.in(held)) {
            return Rejection.of(Rejection.Reason.MISSING_ACCESS);
        }
        return permission.in(held) ? null : Rejection.of(Rejection.Reason.MISSING_PERMISSIONS);
    }

    boolean outranks(Member target) {
        return member == null ? system() : Hierarchy.outranks(state.scope(), member, target);
    }

    boolean outranks(Role role) {
        return member == null ? system() : Hierarchy.outranks(state.scope(), member, role);
    }

    private long systemPermissions() {
        return system() ? Permissions.ALL : 0;
    }
}
