package dev.guildhall.rpc.codec;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.rpc.v1.CommandProto;

/// Commands about the guild itself and its roles.
final class GuildCommandCodec {

    private GuildCommandCodec() {}

    static CommandProto.CreateGuild toProto(Command.CreateGuild command) {
        CommandProto.CreateGuild.Builder proto =
                CommandProto.CreateGuild.newBuilder()
                        .setGuild(EntityCodec.toProto(command.guild()))
                        .setOwner(EntityCodec.toProto(command.owner()));
        command.channels().forEach(channel -> proto.addChannels(toProto(channel)));
        return proto.build();
    }

    static Command.CreateGuild fromProto(CommandProto.CreateGuild proto) {
        Fields.require(proto.hasGuild(), "create_guild.guild");
        Fields.require(proto.hasOwner(), "create_guild.owner");
        return new Command.CreateGuild(
                EntityCodec.fromProto(proto.getGuild()),
                EntityCodec.fromProto(proto.getOwner()),
                proto.getChannelsList().stream().map(GuildCommandCodec::fromProto).toList());
    }

    private static CommandProto.InitialChannel toProto(Command.InitialChannel channel) {
        CommandProto.InitialChannel.Builder proto =
                CommandProto.InitialChannel.newBuilder()
                        .setType(channel.type().code())
                        .setName(channel.name());
        Fields.set(channel.parentName(), proto::setParentName);
        return proto.build();
    }

    private static Command.InitialChannel fromProto(CommandProto.InitialChannel proto) {
        return new Command.InitialChannel(
                EntityCodec.channelType(proto.getType()),
                proto.getName(),
                proto.hasParentName() ? proto.getParentName() : null);
    }

    static CommandProto.UpdateGuild toProto(Command.UpdateGuild command) {
        CommandProto.UpdateGuild.Builder proto = CommandProto.UpdateGuild.newBuilder();
        Fields.set(command.name(), proto::setName);
        Fields.set(command.description(), it -> proto.setDescription(PatchCodec.string(it)));
        Fields.set(
                command.systemChannelId(), it -> proto.setSystemChannelId(PatchCodec.channel(it)));
        Fields.set(command.ownerId(), id -> proto.setOwnerId(id.value()));
        return proto.build();
    }

    static Command.UpdateGuild fromProto(CommandProto.UpdateGuild proto) {
        return new Command.UpdateGuild(
                proto.hasName() ? proto.getName() : null,
                proto.hasDescription() ? PatchCodec.string(proto.getDescription()) : null,
                proto.hasSystemChannelId() ? PatchCodec.channel(proto.getSystemChannelId()) : null,
                proto.hasOwnerId() ? new UserId(proto.getOwnerId()) : null);
    }

    static CommandProto.CreateRole toProto(Command.CreateRole command) {
        CommandProto.CreateRole.Builder proto =
                CommandProto.CreateRole.newBuilder()
                        .setColor(command.color())
                        .setHoist(command.hoist())
                        .setMentionable(command.mentionable());
        Fields.set(command.name(), proto::setName);
        Fields.set(command.permissions(), proto::setPermissions);
        return proto.build();
    }

    static Command.CreateRole fromProto(CommandProto.CreateRole proto) {
        return new Command.CreateRole(
                proto.hasName() ? proto.getName() : null,
                proto.hasPermissions() ? proto.getPermissions() : null,
                proto.getColor(),
                proto.getHoist(),
                proto.getMentionable());
    }

    static CommandProto.UpdateRole toProto(Command.UpdateRole command) {
        CommandProto.UpdateRole.Builder proto =
                CommandProto.UpdateRole.newBuilder().setRoleId(command.roleId().value());
        Fields.set(command.name(), proto::setName);
        Fields.set(command.permissions(), proto::setPermissions);
        Fields.set(command.color(), proto::setColor);
        Fields.set(command.hoist(), proto::setHoist);
        Fields.set(command.mentionable(), proto::setMentionable);
        Fields.set(command.position(), proto::setPosition);
        return proto.build();
    }

    static Command.UpdateRole fromProto(CommandProto.UpdateRole proto) {
        return new Command.UpdateRole(
                new RoleId(proto.getRoleId()),
                proto.hasName() ? proto.getName() : null,
                proto.hasPermissions() ? proto.getPermissions() : null,
                proto.hasColor() ? proto.getColor() : null,
                proto.hasHoist() ? proto.getHoist() : null,
                proto.hasMentionable() ? proto.getMentionable() : null,
                proto.hasPosition() ? proto.getPosition() : null);
    }
}
