package dev.guildhall.rpc.codec;

import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.VoiceState;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.rpc.v1.PlatformProto;
import dev.guildhall.rpc.v1.PresenceProto;
import dev.guildhall.rpc.v1.StatusProto;
import dev.guildhall.rpc.v1.VoiceStateProto;

/// What belongs to gateway sessions: presences and voice states. See [Fields] for what is refused.
public final class PresenceCodec {

    private PresenceCodec() {}

    public static PresenceProto toProto(Presence presence) {
        PresenceProto.Builder proto =
                PresenceProto.newBuilder()
                        .setUserId(presence.userId().value())
                        .setStatus(status(presence.status()))
                        .setPlatform(platform(presence.platform()));
        presence.activities().forEach(activity -> proto.addActivities(activity(activity)));
        return proto.build();
    }

    public static Presence fromProto(PresenceProto proto) {
        return new Presence(
                new UserId(proto.getUserId()),
                status(proto.getStatus()),
                platform(proto.getPlatform()),
                proto.getActivitiesList().stream().map(PresenceCodec::activity).toList());
    }

    private static StatusProto status(Presence.Status status) {
        return switch (status) {
            case ONLINE -> StatusProto.STATUS_ONLINE;
            case IDLE -> StatusProto.STATUS_IDLE;
            case DND -> StatusProto.STATUS_DND;
            case INVISIBLE -> StatusProto.STATUS_INVISIBLE;
            case OFFLINE -> StatusProto.STATUS_OFFLINE;
        };
    }

    private static Presence.Status status(StatusProto proto) {
        return switch (proto) {
            case STATUS_ONLINE -> Presence.Status.ONLINE;
            case STATUS_IDLE -> Presence.Status.IDLE;
            case STATUS_DND -> Presence.Status.DND;
            case STATUS_INVISIBLE -> Presence.Status.INVISIBLE;
            case STATUS_OFFLINE -> Presence.Status.OFFLINE;
            case STATUS_UNSPECIFIED, UNRECOGNIZED -> throw Fields.unknown("presence.status", proto);
        };
    }

    private static PlatformProto platform(Presence.Platform platform) {
        return switch (platform) {
            case WEB -> PlatformProto.PLATFORM_WEB;
            case DESKTOP -> PlatformProto.PLATFORM_DESKTOP;
            case MOBILE -> PlatformProto.PLATFORM_MOBILE;
        };
    }

    private static Presence.Platform platform(PlatformProto proto) {
        return switch (proto) {
            case PLATFORM_WEB -> Presence.Platform.WEB;
            case PLATFORM_DESKTOP -> Presence.Platform.DESKTOP;
            case PLATFORM_MOBILE -> Presence.Platform.MOBILE;
            case PLATFORM_UNSPECIFIED, UNRECOGNIZED ->
                    throw Fields.unknown("presence.platform", proto);
        };
    }

    private static PresenceProto.Activity activity(Presence.Activity activity) {
        PresenceProto.Activity.Builder proto =
                PresenceProto.Activity.newBuilder()
                        .setName(activity.name())
                        .setType(activity.type())
                        .setCreatedAtMs(activity.createdAtMs());
        Fields.set(activity.url(), proto::setUrl);
        Fields.set(activity.state(), proto::setState);
        return proto.build();
    }

    private static Presence.Activity activity(PresenceProto.Activity proto) {
        return new Presence.Activity(
                proto.getName(),
                proto.getType(),
                proto.hasUrl() ? proto.getUrl() : null,
                proto.hasState() ? proto.getState() : null,
                proto.getCreatedAtMs());
    }

    public static VoiceStateProto toProto(VoiceState voiceState) {
        VoiceStateProto.Builder proto =
                VoiceStateProto.newBuilder()
                        .setUserId(voiceState.userId().value())
                        .setSessionId(voiceState.sessionId().value())
                        .setSelfMute(voiceState.selfMute())
                        .setSelfDeaf(voiceState.selfDeaf())
                        .setSelfVideo(voiceState.selfVideo())
                        .setMute(voiceState.mute())
                        .setDeaf(voiceState.deaf())
                        .setSuppress(voiceState.suppress());
        Fields.set(voiceState.channelId(), id -> proto.setChannelId(id.value()));
        return proto.build();
    }

    public static VoiceState fromProto(VoiceStateProto proto) {
        return new VoiceState(
                new UserId(proto.getUserId()),
                new SessionId(proto.getSessionId()),
                proto.hasChannelId() ? new ChannelId(proto.getChannelId()) : null,
                proto.getSelfMute(),
                proto.getSelfDeaf(),
                proto.getSelfVideo(),
                proto.getMute(),
                proto.getDeaf(),
                proto.getSuppress());
    }
}
