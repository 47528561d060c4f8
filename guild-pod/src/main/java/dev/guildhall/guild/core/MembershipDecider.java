package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.permission.Permission;
import java.util.ArrayList;
import java.util.List;

/// Who is in the guild: joining, leaving, kicks and bans. The owner never goes.
final class MembershipDecider {

    private static final int MAX_REASON = 512;
    private static final int DIRECT_MEMBERS = 2;

    private MembershipDecider() {}

    /// Who is a member already stays as they are, with the user's newest names.
    static Decision add(Request request, Command.AddMember add) {
        if (!request.system()) {
            return Decisions.reject(Reason.MISSING_ACCESS);
        }
        GuildState state = request.state();
        UserId userId = add.user().id();
        Member existing = state.member(userId);
        if (existing != null) {
            return Decisions.accept(
                    new Event.MemberUpdated(Members.withUser(existing, add.user())));
        }
        if (state.bans.containsKey(userId)) {
            return Decisions.reject(Reason.USER_BANNED);
        }
        if (request.guild().kind() == GuildKind.DIRECT && state.memberCount() >= DIRECT_MEMBERS) {
            return Decisions.reject(Reason.CANNOT_ACT_ON_DM_CHANNEL);
        }
        List<RoleId> roleIds = add.roleIds().stream().distinct().toList();
        for (RoleId roleId : roleIds) {
            if (!state.roles.containsKey(roleId) || roleId.equals(state.scope().everyoneId())) {
                return Decisions.reject(Reason.UNKNOWN_ROLE);
            }
        }
        return Decisions.accept(
                joined(request, Members.joining(add.user(), roleIds, request.nowMs())));
    }

    static Decision remove(Request request, Command.RemoveMember remove) {
        Member target = request.state().member(remove.userId());
        if (target == null) {
            return Decisions.reject(Reason.UNKNOWN_MEMBER);
        }
        boolean leaves = target.equals(request.member());
        boolean mayKick = request.may(Permission.KICK_MEMBERS) && request.outranks(target);
        if (isOwner(request, target.user().id()) || (!leaves && !mayKick)) {
            return Decisions.reject(Reason.MISSING_PERMISSIONS);
        }
        return Decisions.accept(left(request, target));
    }

    /// Bans a user, who need not be a member; a member has to go.
    static Decision ban(Request request, Command.AddBan add) {
        UserId userId = add.user().id();
        Member target = request.state().member(userId);
        boolean mayBan =
                request.may(Permission.BAN_MEMBERS)
                        && !isOwner(request, userId)
                        && (target == null || request.outranks(target));
        if (!mayBan) {
            return Decisions.reject(Reason.MISSING_PERMISSIONS);
        }
        FieldErrors errors = new FieldErrors();
        errors.maxLength("reason", add.reason(), MAX_REASON);
        Rejection refusal = errors.rejection();
        if (refusal != null) {
            return Decisions.reject(refusal);
        }
        if (request.state().bans.containsKey(userId)) {
            return Decisions.NOTHING_TO_DO;
        }
        List<Event> events = new ArrayList<>();
        events.add(new Event.BanAdded(add.user(), add.reason()));
        if (target != null) {
            events.addAll(left(request, target));
        }
        return Decisions.accept(events);
    }

    static Decision unban(Request request, Command.RemoveBan remove) {
        if (!request.may(Permission.BAN_MEMBERS)) {
            return Decisions.reject(Reason.MISSING_PERMISSIONS);
        }
        var ban = request.state().bans.get(remove.userId());
        return ban == null
                ? Decisions.reject(Reason.UNKNOWN_BAN)
                : Decisions.accept(new Event.BanRemoved(ban.user()));
    }

    private static List<Event> joined(Request request, Member member) {
        List<Event> events = new ArrayList<>();
        events.add(new Event.MemberJoined(member));
        ChannelId systemChannelId = request.guild().systemChannelId();
        Channel channel = systemChannelId == null ? null : request.state().channel(systemChannelId);
        if (channel != null) {
            events.add(
                    new Event.MessageCreated(
                            Messages.userJoined(request, channel.id(), member), member, false));
        }
        return events;
    }

    private static List<Event> left(Request request, Member member) {
        List<Event> events = new ArrayList<>(Sessions.departure(request.state(), member));
        events.add(new Event.MemberLeft(member.user()));
        return events;
    }

    private static boolean isOwner(Request request, UserId userId) {
        return userId.equals(request.guild().ownerId());
    }
}
