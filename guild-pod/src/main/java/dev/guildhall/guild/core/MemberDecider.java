package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.permission.Permission;
import dev.guildhall.common.permission.Permissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a guild says about its members: nicks, roles, timeouts, muted and deafened ones.
final class MemberDecider {

    private static final int MAX_NICK = 32;

    /// 28 days.
    private static final long MAX_TIMEOUT_MS = 28L * 24 * 60 * 60 * 1_000;

    private MemberDecider() {}

    /// The member's event comes first, then that of their voice state when it changes with it.
    static Decision update(Request request, Command.UpdateMember update) {
        Member target = request.state().member(update.userId());
        if (target == null) {
            return Decisions.reject(Reason.UNKNOWN_MEMBER);
        }
        Rejection refusal = checkAll(request, target, update);
        if (refusal != null) {
            return Decisions.reject(refusal);
        }
        Member changed = changed(request, target, update);
        List<Event> events = new ArrayList<>();
        events.add(new Event.MemberUpdated(changed));
        VoiceMoves.after(request, changed, update.voiceChannelId()).ifPresent(events::add);
        return Decisions.accept(events);
    }

    static Decision addRole(Request request, Command.AddMemberRole add) {
        Member target = request.state().member(add.userId());
        if (target == null) {
            return Decisions.reject(Reason.UNKNOWN_MEMBER);
        }
        Rejection refusal = checkRole(request, add.roleId());
        if (refusal != null) {
            return Decisions.reject(refusal);
        }
        if (target.roleIds().contains(add.roleId())) {
            return Decisions.NOTHING_TO_DO;
        }
        List<RoleId> roleIds = new ArrayList<>(target.roleIds());
        roleIds.add(add.roleId());
        return Decisions.accept(new Event.MemberUpdated(Members.withRoles(target, roleIds)));
    }

    static Decision removeRole(Request request, Command.RemoveMemberRole remove) {
        Member target = request.state().member(remove.userId());
        if (target == null) {
            return Decisions.reject(Reason.UNKNOWN_MEMBER);
        }
        Rejection refusal = checkRole(request, remove.roleId());
        if (refusal != null) {
            return Decisions.reject(refusal);
        }
        List<RoleId> roleIds = new ArrayList<>(target.roleIds());
        return roleIds.remove(remove.roleId())
                ? Decisions.accept(new Event.MemberUpdated(Members.withRoles(target, roleIds)))
                : Decisions.NOTHING_TO_DO;
    }

    private static @Nullable Rejection checkAll(
            Request request, Member target, Command.UpdateMember update) {
        Rejection refusal = update.nick() == null ? null : checkNick(request, target, update);
        if (refusal == null && update.roleIds() != null) {
            refusal = checkRoles(request, target, update.roleIds());
        }
        if (refusal == null && update.timedOutUntilMs() != null) {
            refusal = checkTimeout(request, target, update.timedOutUntilMs().value());
        }
        if (refusal == null) {
            refusal =
                    VoiceMoves.check(
                            request,
                            target,
                            update.mute() != null,
                            update.deaf() != null,
                            update.voiceChannelId());
        }
        return refusal;
    }

    private static @Nullable Rejection checkNick(
            Request request, Member target, Command.UpdateMember update) {
        boolean own = target.equals(request.member());
        boolean mayOwn = own && request.may(Permission.CHANGE_NICKNAME);
        boolean mayAny =
                request.may(Permission.MANAGE_NICKNAMES) && (own || request.outranks(target));
        if (!mayOwn && !mayAny) {
            return Rejection.of(Reason.MISSING_PERMISSIONS);
        }
        FieldErrors errors = new FieldErrors();
        errors.maxLength("nick", Patches.of(update.nick(), null), MAX_NICK);
        return errors.rejection();
    }

    /// Each role that the member gets or loses must lie below the asker's highest; those that they
    /// keep do not matter.
    private static @Nullable Rejection checkRoles(
            Request request, Member target, List<RoleId> wanted) {
        Set<RoleId> differing = new LinkedHashSet<>(wanted);
        differing.removeAll(Set.copyOf(target.roleIds()));
        target.roleIds().stream().filter(id -> !wanted.contains(id)).forEach(differing::add);
        if (!request.may(Permission.MANAGE_ROLES)) {
            return Rejection.of(Reason.MISSING_PERMISSIONS);
        }
        for (RoleId roleId : differing) {
            Rejection refusal = checkRole(request, roleId);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private static @Nullable Rejection checkRole(Request request, RoleId roleId) {
        Role role = request.state().roles.get(roleId);
        if (role == null) {
            return Rejection.of(Reason.UNKNOWN_ROLE);
        }
        if (roleId.equals(request.state().scope().everyoneId())) {
            return Rejection.of(Reason.INVALID_ROLE);
        }
        return request.may(Permission.MANAGE_ROLES) && request.outranks(role)
                ? null
                : Rejection.of(Reason.MISSING_PERMISSIONS);
    }

    /// The owner and administrators cannot be timed out.
    private static @Nullable Rejection checkTimeout(
            Request request, Member target, @Nullable Long untilMs) {
        long targetHolds = Permissions.inGuild(request.state().scope(), target, Long.MAX_VALUE);
        boolean may =
                request.may(Permission.MODERATE_MEMBERS)
                        && request.outranks(target)
                        && (untilMs == null || !Permission.ADMINISTRATOR.in(targetHolds));
        if (!may) {
            return Rejection.of(Reason.MISSING_PERMISSIONS);
        }
        return untilMs != null && untilMs > request.nowMs() + MAX_TIMEOUT_MS
                ? Rejection.invalid(
                        "communication_disabled_until",
                        "NUMBER_TYPE_MAX",
                        "Must be at most 28 days from now.")
                : null;
    }

    private static Member changed(Request request, Member target, Command.UpdateMember update) {
        Member member = target;
        if (update.nick() != null) {
            String nick = update.nick().value();
            member = Members.withNick(member, nick == null || nick.isBlank() ? null : nick.strip());
        }
        if (update.roleIds() != null) {
            member = Members.withRoles(member, update.roleIds().stream().distinct().toList());
        }
        if (update.timedOutUntilMs() != null) {
            Long untilMs = update.timedOutUntilMs().value();
            boolean over = untilMs == null || untilMs <= request.nowMs();
            member = Members.withTimeout(member, over ? null : untilMs);
        }
        return Members.withVoice(
                member,
                update.deaf() == null ? member.deaf() : update.deaf(),
                update.mute() == null ? member.mute() : update.mute());
    }
}
