package dev.guildhall.rpc.codec;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.rpc.v1.CommandProto;

/// What somebody wants of a guild. See [Fields] for what is refused.
public final class CommandCodec {

    private CommandCodec() {}

    public static CommandProto toProto(Command command) {
        return set(CommandProto.newBuilder(), command).build();
    }

    private static CommandProto.Builder set(CommandProto.Builder to, Command command) {
        return switch (command) {
            case Command.CreateGuild c -> to.setCreateGuild(GuildCommandCodec.toProto(c));
            case Command.UpdateGuild c -> to.setUpdateGuild(GuildCommandCodec.toProto(c));
            case Command.CreateChannel c -> to.setCreateChannel(ChannelCommandCodec.toProto(c));
            case Command.UpdateChannel c -> to.setUpdateChannel(ChannelCommandCodec.toProto(c));
            case Command.DeleteChannel c -> to.setDeleteChannel(c.channelId().value());
            case Command.SetOverwrite c -> to.setSetOverwrite(ChannelCommandCodec.toProto(c));
            case Command.DeleteOverwrite c -> to.setDeleteOverwrite(ChannelCommandCodec.toProto(c));
            case Command.CreateRole c -> to.setCreateRole(GuildCommandCodec.toProto(c));
            case Command.UpdateRole c -> to.setUpdateRole(GuildCommandCodec.toProto(c));
            case Command.DeleteRole c -> to.setDeleteRole(c.roleId().value());
            case Command.AddMember c -> to.setAddMember(MemberCommandCodec.toProto(c));
            case Command.RemoveMember c -> to.setRemoveMember(c.userId().value());
            case Command.UpdateMember c -> to.setUpdateMember(MemberCommandCodec.toProto(c));
            case Command.AddMemberRole c ->
                    to.setAddMemberRole(MemberCommandCodec.role(c.userId(), c.roleId()));
            case Command.RemoveMemberRole c ->
                    to.setRemoveMemberRole(MemberCommandCodec.role(c.userId(), c.roleId()));
            case Command.AddBan c -> to.setAddBan(EventCodec.ban(c.user(), c.reason()));
            case Command.RemoveBan c -> to.setRemoveBan(c.userId().value());
            case Command.CreateMessage c -> to.setCreateMessage(MessageCommandCodec.toProto(c));
            case Command.EditMessage c -> to.setEditMessage(MessageCommandCodec.toProto(c));
            case Command.DeleteMessage c -> to.setDeleteMessage(MessageCommandCodec.toProto(c));
            case Command.BulkDeleteMessages c ->
                    to.setBulkDeleteMessages(
                            MessageEventCodec.deleted(c.channelId(), c.messageIds()));
            case Command.SetMessagePinned c ->
                    to.setSetMessagePinned(MessageCommandCodec.toProto(c));
            case Command.AddReaction c -> to.setAddReaction(MessageCommandCodec.toProto(c));
            case Command.RemoveReaction c -> to.setRemoveReaction(MessageCommandCodec.toProto(c));
            case Command.ClearReactions c -> to.setClearReactions(MessageCommandCodec.toProto(c));
            case Command.StartTyping c -> to.setStartTyping(c.channelId().value());
            case Command.SetVoiceState c -> to.setSetVoiceState(MemberCommandCodec.toProto(c));
        };
    }

    public static Command fromProto(CommandProto from) {
        return switch (from.getCommandCase()) {
            case CREATE_GUILD -> GuildCommandCodec.fromProto(from.getCreateGuild());
            case UPDATE_GUILD -> GuildCommandCodec.fromProto(from.getUpdateGuild());
            case CREATE_CHANNEL -> ChannelCommandCodec.fromProto(from.getCreateChannel());
            case UPDATE_CHANNEL -> ChannelCommandCodec.fromProto(from.getUpdateChannel());
            case DELETE_CHANNEL ->
                    new Command.DeleteChannel(new ChannelId(from.getDeleteChannel()));
            case SET_OVERWRITE -> ChannelCommandCodec.fromProto(from.getSetOverwrite());
            case DELETE_OVERWRITE -> ChannelCommandCodec.fromProto(from.getDeleteOverwrite());
            case CREATE_ROLE -> GuildCommandCodec.fromProto(from.getCreateRole());
            case UPDATE_ROLE -> GuildCommandCodec.fromProto(from.getUpdateRole());
            case DELETE_ROLE -> new Command.DeleteRole(new RoleId(from.getDeleteRole()));
            case ADD_MEMBER -> MemberCommandCodec.fromProto(from.getAddMember());
            case REMOVE_MEMBER -> new Command.RemoveMember(new UserId(from.getRemoveMember()));
            case UPDATE_MEMBER -> MemberCommandCodec.fromProto(from.getUpdateMember());
            case ADD_MEMBER_ROLE -> MemberCommandCodec.addRole(from.getAddMemberRole());
            case REMOVE_MEMBER_ROLE -> MemberCommandCodec.removeRole(from.getRemoveMemberRole());
            case ADD_BAN -> MemberCommandCodec.addBan(from.getAddBan());
            case REMOVE_BAN -> new Command.RemoveBan(new UserId(from.getRemoveBan()));
            case CREATE_MESSAGE -> MessageCommandCodec.fromProto(from.getCreateMessage());
            case EDIT_MESSAGE -> MessageCommandCodec.fromProto(from.getEditMessage());
            case DELETE_MESSAGE -> MessageCommandCodec.delete(from.getDeleteMessage());
            case BULK_DELETE_MESSAGES ->
                    MessageCommandCodec.bulkDelete(from.getBulkDeleteMessages());
            case SET_MESSAGE_PINNED -> MessageCommandCodec.fromProto(from.getSetMessagePinned());
            case ADD_REACTION -> MessageCommandCodec.addReaction(from.getAddReaction());
            case REMOVE_REACTION -> MessageCommandCodec.removeReaction(from.getRemoveReaction());
            case CLEAR_REACTIONS -> MessageCommandCodec.clearReactions(from.getClearReactions());
            case START_TYPING -> new Command.StartTyping(new ChannelId(from.getStartTyping()));
            case SET_VOICE_STATE -> MemberCommandCodec.fromProto(from.getSetVoiceState());
            case COMMAND_NOT_SET -> throw new IllegalArgumentException("command is missing");
        };
    }
}
