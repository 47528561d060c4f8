package dev.guildhall.rpc.codec;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Overwrite;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.rpc.v1.CommandProto;
import dev.guildhall.rpc.v1.OverwriteProto;
import dev.guildhall.rpc.v1.OverwritesPatchProto;
import java.util.List;

/// Commands about channels and their overwrites.
final class ChannelCommandCodec {

    private ChannelCommandCodec() {}

    static CommandProto.CreateChannel toProto(Command.CreateChannel command) {
        CommandProto.CreateChannel.Builder proto =
                CommandProto.CreateChannel.newBuilder()
                        .setType(command.type().code())
                        .setName(command.name())
                        .setNsfw(command.nsfw())
                        .setSlowModeSeconds(command.slowModeSeconds())
                        .setUserLimit(command.userLimit())
                        .addAllOverwrites(overwrites(command.overwrites()));
        Fields.set(command.position(), proto::setPosition);
        Fields.set(command.parentId(), id -> proto.setParentId(id.value()));
        Fields.set(command.topic(), proto::setTopic);
        Fields.set(command.bitrate(), proto::setBitrate);
        return proto.build();
    }

    static Command.CreateChannel fromProto(CommandProto.CreateChannel proto) {
        return new Command.CreateChannel(
                EntityCodec.channelType(proto.getType()),
                proto.getName(),
                proto.hasPosition() ? proto.getPosition() : null,
                proto.hasParentId() ? new ChannelId(proto.getParentId()) : null,
                proto.hasTopic() ? proto.getTopic() : null,
                proto.getNsfw(),
                proto.getSlowModeSeconds(),
                proto.hasBitrate() ? proto.getBitrate() : null,
                proto.getUserLimit(),
                proto.getOverwritesList().stream().map(EntityCodec::fromProto).toList());
    }

    static CommandProto.UpdateChannel toProto(Command.UpdateChannel command) {
        CommandProto.UpdateChannel.Builder proto =
                CommandProto.UpdateChannel.newBuilder().setChannelId(command.channelId().value());
        Fields.set(command.name(), proto::setName);
        Fields.set(command.position(), proto::setPosition);
        Fields.set(command.parentId(), it -> proto.setParentId(PatchCodec.channel(it)));
        Fields.set(command.topic(), it -> proto.setTopic(PatchCodec.string(it)));
        Fields.set(command.nsfw(), proto::setNsfw);
        Fields.set(command.slowModeSeconds(), proto::setSlowModeSeconds);
        Fields.set(command.bitrate(), proto::setBitrate);
        Fields.set(command.userLimit(), proto::setUserLimit);
        Fields.set(
                command.overwrites(),
                it ->
                        proto.setOverwrites(
                                OverwritesPatchProto.newBuilder()
                                        .addAllOverwrites(overwrites(it))));
        return proto.build();
    }

    static Command.UpdateChannel fromProto(CommandProto.UpdateChannel proto) {
        return new Command.UpdateChannel(
                new ChannelId(proto.getChannelId()),
                proto.hasName() ? proto.getName() : null,
                proto.hasPosition() ? proto.getPosition() : null,
                proto.hasParentId() ? PatchCodec.channel(proto.getParentId()) : null,
                proto.hasTopic() ? PatchCodec.string(proto.getTopic()) : null,
                proto.hasNsfw() ? proto.getNsfw() : null,
                proto.hasSlowModeSeconds() ? proto.getSlowModeSeconds() : null,
                proto.hasBitrate() ? proto.getBitrate() : null,
                proto.hasUserLimit() ? proto.getUserLimit() : null,
                proto.hasOverwrites()
                        ? proto.getOverwrites().getOverwritesList().stream()
                                .map(EntityCodec::fromProto)
                                .toList()
                        : null);
    }

    static CommandProto.SetOverwrite toProto(Command.SetOverwrite command) {
        return CommandProto.SetOverwrite.newBuilder()
                .setChannelId(command.channelId().value())
                .setOverwrite(EntityCodec.toProto(command.overwrite()))
                .build();
    }

    static Command.SetOverwrite fromProto(CommandProto.SetOverwrite proto) {
        Fields.require(proto.hasOverwrite(), "set_overwrite.overwrite");
        return new Command.SetOverwrite(
                new ChannelId(proto.getChannelId()), EntityCodec.fromProto(proto.getOverwrite()));
    }

    static CommandProto.DeleteOverwrite toProto(Command.DeleteOverwrite command) {
        return CommandProto.DeleteOverwrite.newBuilder()
                .setChannelId(command.channelId().value())
                .setOverwriteId(command.overwriteId())
                .build();
    }

    static Command.DeleteOverwrite fromProto(CommandProto.DeleteOverwrite proto) {
        return new Command.DeleteOverwrite(
                new ChannelId(proto.getChannelId()), proto.getOverwriteId());
    }

    private static List<OverwriteProto> overwrites(List<Overwrite> overwrites) {
        return overwrites.stream().map(EntityCodec::toProto).toList();
    }
}
