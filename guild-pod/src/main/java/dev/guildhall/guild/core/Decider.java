package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Rejection.Reason;

/// Decides what becomes of a command: which events it makes, or why it is refused. Reads the state
/// and changes nothing.
///
/// A patch gives its event also when it changes nothing, so that the answer always holds the whole
/// entity; what is set or removed (overwrites, member roles, bans, pins, reactions) gives none.
///
/// The order of refusals is Discord's: what is named must exist, then the asker must be allowed to,
/// then the fields must be right, then the limits.
public final class Decider {

    private Decider() {}

    /// `context.nowMs` and `context.ids` are the only clock and the only source of ids.
    public static Decision decide(GuildState state, Command command, DecisionContext context) {
        Guild guild = state.guild();
        if (command instanceof Command.CreateGuild create) {
            return GuildDecider.create(guild, create, context);
        }
        if (guild == null) {
            return Decisions.reject(Reason.UNKNOWN_GUILD);
        }
        Member member = context.actor().system() ? null : state.member(context.actor().userId());
        if (member == null && !context.actor().system()) {
            return Decisions.reject(Reason.MISSING_ACCESS);
        }
        if (guild.kind() == GuildKind.DIRECT && isForCommunities(command)) {
            return Decisions.reject(Reason.CANNOT_ACT_ON_DM_CHANNEL);
        }
        return decide(new Request(state, guild, member, context), command);
    }

    private static Decision decide(Request request, Command command) {
        return switch (command) {
            case Command.CreateGuild _ -> Decisions.NOTHING_TO_DO;
            case Command.UpdateGuild update -> GuildDecider.update(request, update);
            case Command.CreateChannel create -> ChannelDecider.create(request, create);
            case Command.UpdateChannel update -> ChannelDecider.update(request, update);
            case Command.DeleteChannel delete -> ChannelDecider.delete(request, delete);
            case Command.SetOverwrite set -> OverwriteDecider.set(request, set);
            case Command.DeleteOverwrite delete -> OverwriteDecider.delete(request, delete);
            case Command.CreateRole create -> RoleDecider.create(request, create);
            case Command.UpdateRole update -> RoleDecider.update(request, update);
            case Command.DeleteRole delete -> RoleDecider.delete(request, delete);
            case Command.AddMember add -> MembershipDecider.add(request, add);
            case Command.RemoveMember remove -> MembershipDecider.remove(request, remove);
            case Command.AddBan add -> MembershipDecider.ban(request, add);
            case Command.RemoveBan remove -> MembershipDecider.unban(request, remove);
            case Command.UpdateMember update -> MemberDecider.update(request, update);
            case Command.AddMemberRole add -> MemberDecider.addRole(request, add);
            case Command.RemoveMemberRole remove -> MemberDecider.removeRole(request, remove);
            case Command.CreateMessage create -> MessageDecider.create(request, create);
            case Command.EditMessage edit -> MessageChangeDecider.edit(request, edit);
            case Command.DeleteMessage delete -> MessageChangeDecider.delete(request, delete);
            case Command.BulkDeleteMessages delete ->
                    MessageChangeDecider.bulkDelete(request, delete);
            case Command.SetMessagePinned pin -> PinDecider.set(request, pin);
            case Command.AddReaction add -> ReactionDecider.add(request, add);
            case Command.RemoveReaction remove -> ReactionDecider.remove(request, remove);
            case Command.ClearReactions clear -> ReactionDecider.clear(request, clear);
            case Command.StartTyping typing -> MessageDecider.typing(request, typing);
            case Command.SetVoiceState set -> VoiceDecider.set(request, set);
        };
    }

    /// What a direct-message channel, which has no roles and a fixed pair of members, knows nothing
    /// of.
    private static boolean isForCommunities(Command command) {
        return switch (command) {
            case Command.UpdateGuild _,
                    Command.CreateChannel _,
                    Command.UpdateChannel _,
                    Command.DeleteChannel _,
                    Command.SetOverwrite _,
                    Command.DeleteOverwrite _,
                    Command.CreateRole _,
                    Command.UpdateRole _,
                    Command.DeleteRole _,
                    Command.RemoveMember _,
                    Command.AddBan _,
                    Command.RemoveBan _,
                    Command.UpdateMember _,
                    Command.AddMemberRole _,
                    Command.RemoveMemberRole _,
                    Command.BulkDeleteMessages _,
                    Command.SetVoiceState _ ->
                    true;
            case Command.CreateGuild _,
                    Command.AddMember _,
                    Command.CreateMessage _,
                    Command.EditMessage _,
                    Command.DeleteMessage _,
                    Command.SetMessagePinned _,
                    Command.AddReaction _,
                    Command.RemoveReaction _,
                    Command.ClearReactions _,
                    Command.StartTyping _ ->
                    false;
        };
    }
}
