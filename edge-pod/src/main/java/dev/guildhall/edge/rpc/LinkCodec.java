package dev.guildhall.edge.rpc;

import dev.guildhall.common.id.SessionId;
import dev.guildhall.rpc.codec.AnswerCodec;
import dev.guildhall.rpc.codec.EntityCodec;
import dev.guildhall.rpc.codec.EventCodec;
import dev.guildhall.rpc.codec.PresenceCodec;
import dev.guildhall.rpc.codec.ViewCodec;
import dev.guildhall.rpc.v1.Attached;
import dev.guildhall.rpc.v1.EventBatch;
import dev.guildhall.rpc.v1.GuildFrame;
import dev.guildhall.rpc.v1.Hello;
import dev.guildhall.rpc.v1.SequencedEventProto;
import dev.guildhall.rpc.v1.SessionOpen;
import dev.guildhall.rpc.v1.SessionOpened;
import java.util.ArrayList;
import java.util.List;

/// The frames of an Attach stream, from and to protobuf. `IllegalArgumentException` when a frame is
/// broken.
final class LinkCodec {

    private LinkCodec() {}

    static LinkFrame fromProto(GuildFrame frame) {
        return switch (frame.getFrameCase()) {
            case ATTACHED -> attached(frame.getAttached());
            case EVENTS -> events(frame.getEvents());
            case SESSION_OPENED -> opened(frame.getSessionOpened());
            case ANSWER ->
                    new LinkFrame.Answered(
                            frame.getAnswer().getCommandId(),
                            AnswerCodec.fromProto(frame.getAnswer().getAnswer()));
            case FRAME_NOT_SET -> throw new IllegalArgumentException("an unknown frame");
        };
    }

    static Hello toProto(String edge, long guildId, LinkHello hello) {
        Hello.Builder proto =
                Hello.newBuilder().setEdge(edge).setGuildId(guildId).setLastSeq(hello.lastSeq());
        hello.sessions().forEach(session -> proto.addSessions(toProto(session)));
        return proto.build();
    }

    static SessionOpen toProto(LinkHello.SessionIntro intro) {
        SessionOpen.Builder proto =
                SessionOpen.newBuilder()
                        .setSessionId(intro.sessionId().value())
                        .setUserId(intro.userId().value())
                        .setPresence(PresenceCodec.toProto(intro.presence()))
                        .setLargeThreshold(intro.largeThreshold())
                        .setWantsPresences(intro.wantsPresences());
        if (intro.voiceState() != null) {
            proto.setVoiceState(PresenceCodec.toProto(intro.voiceState()));
        }
        return proto.build();
    }

    private static LinkFrame attached(Attached proto) {
        return new LinkFrame.Attached(
                proto.getSeq(),
                proto.getEpoch(),
                proto.getReset(),
                EntityCodec.fromProto(proto.getGuild()),
                proto.getRolesList().stream().map(EntityCodec::fromProto).toList(),
                proto.getChannelsList().stream().map(EntityCodec::fromProto).toList(),
                proto.getMembersList().stream().map(EntityCodec::fromProto).toList(),
                proto.getPresencesList().stream().map(PresenceCodec::fromProto).toList(),
                proto.getVoiceStatesList().stream().map(PresenceCodec::fromProto).toList());
    }

    private static LinkFrame events(EventBatch batch) {
        List<LinkFrame.Sequenced> events = new ArrayList<>(batch.getEventsCount());
        for (SequencedEventProto proto : batch.getEventsList()) {
            events.add(
                    new LinkFrame.Sequenced(
                            proto.getSeq(), EventCodec.fromProto(proto.getEvent())));
        }
        return new LinkFrame.Events(events);
    }

    private static LinkFrame opened(SessionOpened proto) {
        SessionId sessionId = new SessionId(proto.getSessionId());
        return switch (proto.getOutcomeCase()) {
            case VIEW ->
                    new LinkFrame.SessionOpened(sessionId, ViewCodec.fromProto(proto.getView()));
            case REFUSED ->
                    new LinkFrame.SessionRefused(
                            sessionId, AnswerCodec.fromProto(proto.getRefused()));
            case OUTCOME_NOT_SET -> throw new IllegalArgumentException("an unknown outcome");
        };
    }
}
