package dev.guildhall.rpc.codec;

import dev.guildhall.common.guild.GuildView;
import dev.guildhall.rpc.v1.GuildViewProto;

/// A guild as one session is told of it. See [Fields] for what is refused.
public final class ViewCodec {

    private ViewCodec() {}

    public static GuildViewProto toProto(GuildView view) {
        GuildViewProto.Builder proto =
                GuildViewProto.newBuilder()
                        .setSeq(view.seq())
                        .setGuild(EntityCodec.toProto(view.guild()))
                        .setMemberCount(view.memberCount())
                        .setOnlineCount(view.onlineCount())
                        .setLarge(view.large())
                        .setSelf(EntityCodec.toProto(view.self()));
        view.roles().forEach(role -> proto.addRoles(EntityCodec.toProto(role)));
        view.channels().forEach(channel -> proto.addChannels(EntityCodec.toProto(channel)));
        view.members().forEach(member -> proto.addMembers(EntityCodec.toProto(member)));
        view.presences().forEach(it -> proto.addPresences(PresenceCodec.toProto(it)));
        view.voiceStates().forEach(it -> proto.addVoiceStates(PresenceCodec.toProto(it)));
        return proto.build();
    }

    public static GuildView fromProto(GuildViewProto proto) {
        Fields.require(proto.hasGuild(), "view.guild");
        Fields.require(proto.hasSelf(), "view.self");
        return new GuildView(
                proto.getSeq(),
                EntityCodec.fromProto(proto.getGuild()),
                proto.getRolesList().stream().map(EntityCodec::fromProto).toList(),
                proto.getChannelsList().stream().map(EntityCodec::fromProto).toList(),
                proto.getMembersList().stream().map(EntityCodec::fromProto).toList(),
                proto.getPresencesList().stream().map(PresenceCodec::fromProto).toList(),
                proto.getVoiceStatesList().stream().map(PresenceCodec::fromProto).toList(),
                proto.getMemberCount(),
                proto.getOnlineCount(),
                proto.getLarge(),
                EntityCodec.fromProto(proto.getSelf()));
    }
}
