package dev.guildhall.common.permission;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Overwrite;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.id.RoleId;
import java.util.List;

/// Who may do what: Discord's algorithm from roles and overwrites to bits. Allocates nothing.
///
/// A channel's own overwrites count and no others: clients copy a category's to its children. Role
/// ids that the scope does not know (of deleted roles) count for nothing, in members and in
/// overwrites.
///
/// Source: <https://discord.com/developers/docs/topics/permissions>
public final class Permissions {

    /// Every bit that Discord knows: what owners and administrators hold.
    public static final long ALL = union(Permission.values());

    /// What a member can still do while timed out, of what they hold.
    public static final long TIMED_OUT =
            union(Permission.VIEW_CHANNEL, Permission.READ_MESSAGE_HISTORY);

    /// What @everyone holds in a new guild.
    public static final long DEFAULT_EVERYONE =
            union(
                    Permission.CREATE_INSTANT_INVITE,
                    Permission.ADD_REACTIONS,
                    Permission.STREAM,
                    Permission.VIEW_CHANNEL,
                    Permission.SEND_MESSAGES,
                    Permission.EMBED_LINKS,
                    Permission.ATTACH_FILES,
                    Permission.READ_MESSAGE_HISTORY,
                    Permission.MENTION_EVERYONE,
                    Permission.USE_EXTERNAL_EMOJIS,
                    Permission.CONNECT,
                    Permission.SPEAK,
                    Permission.USE_VAD,
                    Permission.CHANGE_NICKNAME,
                    Permission.USE_APPLICATION_COMMANDS,
                    Permission.REQUEST_TO_SPEAK,
                    Permission.CREATE_PUBLIC_THREADS,
                    Permission.CREATE_PRIVATE_THREADS,
                    Permission.USE_EXTERNAL_STICKERS,
                    Permission.SEND_MESSAGES_IN_THREADS,
                    Permission.USE_EMBEDDED_ACTIVITIES,
                    Permission.USE_SOUNDBOARD,
                    Permission.USE_EXTERNAL_SOUNDS,
                    Permission.SEND_VOICE_MESSAGES,
                    Permission.SEND_POLLS,
                    Permission.USE_EXTERNAL_APPS);

    /// What each recipient holds in a direct-message channel, which has no roles and no owner's
    /// rights.
    public static final long DIRECT =
            union(
                    Permission.ADD_REACTIONS,
                    Permission.STREAM,
                    Permission.VIEW_CHANNEL,
                    Permission.SEND_MESSAGES,
                    Permission.EMBED_LINKS,
                    Permission.ATTACH_FILES,
                    Permission.READ_MESSAGE_HISTORY,
                    Permission.USE_EXTERNAL_EMOJIS,
                    Permission.CONNECT,
                    Permission.SPEAK,
                    Permission.USE_VAD,
                    Permission.USE_EXTERNAL_STICKERS,
                    Permission.USE_APPLICATION_COMMANDS,
                    Permission.SEND_VOICE_MESSAGES,
                    Permission.SEND_POLLS,
                    Permission.PIN_MESSAGES,
                    Permission.BYPASS_SLOWMODE);

    /// Goes with SEND_MESSAGES.
    static final long NEEDS_SEND_MESSAGES =
            union(
                    Permission.MENTION_EVERYONE,
                    Permission.SEND_TTS_MESSAGES,
                    Permission.ATTACH_FILES,
                    Permission.EMBED_LINKS);

    /// Goes with CONNECT: the rights that only voice has.
    static final long NEEDS_CONNECT =
            union(
                    Permission.PRIORITY_SPEAKER,
                    Permission.STREAM,
                    Permission.SPEAK,
                    Permission.MUTE_MEMBERS,
                    Permission.DEAFEN_MEMBERS,
                    Permission.MOVE_MEMBERS,
                    Permission.USE_VAD,
                    Permission.REQUEST_TO_SPEAK,
                    Permission.USE_EMBEDDED_ACTIVITIES,
                    Permission.USE_SOUNDBOARD,
                    Permission.USE_EXTERNAL_SOUNDS);

    private Permissions() {}

    /// The or-ed bits of `permissions`.
    public static long union(Permission... permissions) {
        long bits = 0;
        for (Permission permission : permissions) {
            bits |= permission.bit();
        }
        return bits;
    }

    /// What the member holds in the guild as a whole, at `nowMs` (Unix ms, for timeouts).
    public static long inGuild(PermissionScope scope, Member member, long nowMs) {
        if (scope.kind() == GuildKind.DIRECT) {
            return DIRECT;
        }
        long base = base(scope, member);
        return base != ALL && isTimedOut(member, nowMs) ? base & TIMED_OUT : base;
    }

    /// What the member holds in `channel`, at `nowMs`. Nothing at all without VIEW_CHANNEL.
    public static long inChannel(
            PermissionScope scope, Channel channel, Member member, long nowMs) {
        if (scope.kind() == GuildKind.DIRECT) {
            return DIRECT;
        }
        long base = base(scope, member);
        if (base == ALL) {
            return ALL;
        }
        long effective = withImplications(overwritten(scope, channel, member, base));
        return isTimedOut(member, nowMs) ? effective & TIMED_OUT : effective;
    }

    /// Whether the member holds `permission` in `channel`.
    public static boolean has(
            PermissionScope scope,
            Channel channel,
            Member member,
            Permission permission,
            long nowMs) {
        return permission.in(inChannel(scope, channel, member, nowMs));
    }

    /// Whether the member may see that `channel` exists. Timeouts do not matter for it.
    public static boolean canView(PermissionScope scope, Channel channel, Member member) {
        return has(scope, channel, member, Permission.VIEW_CHANNEL, Long.MAX_VALUE);
    }

    /// Whether the member's timeout, if any, ends after `nowMs`.
    public static boolean isTimedOut(Member member, long nowMs) {
        Long until = member.timedOutUntilMs();
        return until != null && until > nowMs;
    }

    /// Owner or ADMINISTRATOR: all bits, whatever an overwrite or a timeout says. (`ALL` holds
    /// ADMINISTRATOR, so nobody else can reach it.)
    private static long base(PermissionScope scope, Member member) {
        if (member.user().id().equals(scope.ownerId())) {
            return ALL;
        }
        Role everyone = scope.roles().get(scope.everyoneId());
        long bits = everyone == null ? 0 : everyone.permissions();
        List<RoleId> roleIds = member.roleIds();
        for (int i = 0; i < roleIds.size(); i++) {
            Role role = scope.roles().get(roleIds.get(i));
            bits |= role == null ? 0 : role.permissions();
        }
        return Permission.ADMINISTRATOR.in(bits) ? ALL : bits & ALL;
    }

    /// The base changed by the channel's overwrites. No overwrite makes an administrator.
    private static long overwritten(
            PermissionScope scope, Channel channel, Member member, long base) {
        long everyoneAllow = 0;
        long everyoneDeny = 0;
        long roleAllow = 0;
        long roleDeny = 0;
        long memberAllow = 0;
        long memberDeny = 0;
        List<Overwrite> overwrites = channel.overwrites();
        for (int i = 0; i < overwrites.size(); i++) {
            Overwrite overwrite = overwrites.get(i);
            if (overwrite.target() == Overwrite.Target.MEMBER) {
                if (overwrite.id() == member.user().id().value()) {
                    memberAllow |= overwrite.allow();
                    memberDeny |= overwrite.deny();
                }
            } else if (overwrite.id() == scope.everyoneId().value()) {
                everyoneAllow |= overwrite.allow();
                everyoneDeny |= overwrite.deny();
            } else if (holdsRole(scope, member, overwrite.id())) {
                roleAllow |= overwrite.allow();
                roleDeny |= overwrite.deny();
            }
        }
        long bits = (base & ~everyoneDeny) | everyoneAllow;
        bits = (bits & ~roleDeny) | roleAllow;
        return ((bits & ~memberDeny) | memberAllow) & ALL & ~Permission.ADMINISTRATOR.bit();
    }

    /// Whether the member has the role and the role (still) exists.
    private static boolean holdsRole(PermissionScope scope, Member member, long roleId) {
        List<RoleId> roleIds = member.roleIds();
        for (int i = 0; i < roleIds.size(); i++) {
            if (roleIds.get(i).value() == roleId) {
                return scope.roles().containsKey(roleIds.get(i));
            }
        }
        return false;
    }

    private static long withImplications(long bits) {
        if (!Permission.VIEW_CHANNEL.in(bits)) {
            return 0;
        }
        long left = bits;
        if (!Permission.SEND_MESSAGES.in(bits)) {
            left &= ~NEEDS_SEND_MESSAGES;
        }
        if (!Permission.CONNECT.in(bits)) {
            left &= ~NEEDS_CONNECT;
        }
        return left;
    }
}
