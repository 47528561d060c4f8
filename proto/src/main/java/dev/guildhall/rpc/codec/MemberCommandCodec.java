package dev.guildhall.rpc.codec;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.rpc.v1.BanProto;
import dev.guildhall.rpc.v1.CommandProto;
import dev.guildhall.rpc.v1.RolesPatchProto;

/// Commands about members, bans and voice.
final class MemberCommandCodec {

    private MemberCommandCodec() {}

    static CommandProto.AddMember toProto(Command.AddMember command) {
        return CommandProto.AddMember.newBuilder()
                .setUser(EntityCodec.toProto(command.user()))
                .addAllRoleIds(Fields.toLongs(command.roleIds(), RoleId::value))
                .build();
    }

    static Command.AddMember fromProto(CommandProto.AddMember proto) {
        Fields.require(proto.hasUser(), "add_member.user");
        return new Command.AddMember(
                EntityCodec.fromProto(proto.getUser()),
                Fields.fromLongs(proto.getRoleIdsList(), RoleId::new));
    }

    static CommandProto.UpdateMember toProto(Command.UpdateMember command) {
        CommandProto.UpdateMember.Builder proto =
                CommandProto.UpdateMember.newBuilder().setUserId(command.userId().value());
        Fields.set(command.nick(), it -> proto.setNick(PatchCodec.string(it)));
        Fields.set(
                command.roleIds(),
                it ->
                        proto.setRoles(
                                RolesPatchProto.newBuilder()
                                        .addAllRoleIds(Fields.toLongs(it, RoleId::value))));
        Fields.set(command.mute(), proto::setMute);
        Fields.set(command.deaf(), proto::setDeaf);
        Fields.set(command.timedOutUntilMs(), it -> proto.setTimedOutUntil(PatchCodec.time(it)));
        Fields.set(command.voiceChannelId(), it -> proto.setVoiceChannelId(PatchCodec.channel(it)));
        return proto.build();
    }

    static Command.UpdateMember fromProto(CommandProto.UpdateMember proto) {
        return new Command.UpdateMember(
                new UserId(proto.getUserId()),
                proto.hasNick() ? PatchCodec.string(proto.getNick()) : null,
                proto.hasRoles()
                        ? Fields.fromLongs(proto.getRoles().getRoleIdsList(), RoleId::new)
                        : null,
                proto.hasMute() ? proto.getMute() : null,
                proto.hasDeaf() ? proto.getDeaf() : null,
                proto.hasTimedOutUntil() ? PatchCodec.time(proto.getTimedOutUntil()) : null,
                proto.hasVoiceChannelId() ? PatchCodec.channel(proto.getVoiceChannelId()) : null);
    }

    static CommandProto.MemberRole role(UserId userId, RoleId roleId) {
        return CommandProto.MemberRole.newBuilder()
                .setUserId(userId.value())
                .setRoleId(roleId.value())
                .build();
    }

    static Command.AddMemberRole addRole(CommandProto.MemberRole proto) {
        return new Command.AddMemberRole(
                new UserId(proto.getUserId()), new RoleId(proto.getRoleId()));
    }

    static Command.RemoveMemberRole removeRole(CommandProto.MemberRole proto) {
        return new Command.RemoveMemberRole(
                new UserId(proto.getUserId()), new RoleId(proto.getRoleId()));
    }

    static Command.AddBan addBan(BanProto proto) {
        Fields.require(proto.hasUser(), "add_ban.user");
        return new Command.AddBan(
                EntityCodec.fromProto(proto.getUser()),
                proto.hasReason() ? proto.getReason() : null);
    }

    static CommandProto.SetVoiceState toProto(Command.SetVoiceState command) {
        CommandProto.SetVoiceState.Builder proto =
                CommandProto.SetVoiceState.newBuilder()
                        .setSessionId(command.sessionId().value())
                        .setSelfMute(command.selfMute())
                        .setSelfDeaf(command.selfDeaf())
                        .setSelfVideo(command.selfVideo());
        Fields.set(command.channelId(), id -> proto.setChannelId(id.value()));
        return proto.build();
    }

    static Command.SetVoiceState fromProto(CommandProto.SetVoiceState proto) {
        return new Command.SetVoiceState(
                new SessionId(proto.getSessionId()),
                proto.hasChannelId() ? new ChannelId(proto.getChannelId()) : null,
                proto.getSelfMute(),
                proto.getSelfDeaf(),
                proto.getSelfVideo());
    }
}
