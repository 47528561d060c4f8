package dev.guildhall.guild.rpc;

import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.VoiceState;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.SessionOpening;
import dev.guildhall.guild.loop.Hello;
import dev.guildhall.guild.loop.Outbound;
import dev.guildhall.guild.loop.Sequenced;
import dev.guildhall.guild.loop.StreamFrame;
import dev.guildhall.rpc.codec.AnswerCodec;
import dev.guildhall.rpc.codec.CommandCodec;
import dev.guildhall.rpc.codec.EntityCodec;
import dev.guildhall.rpc.codec.EventCodec;
import dev.guildhall.rpc.codec.PresenceCodec;
import dev.guildhall.rpc.codec.ViewCodec;
import dev.guildhall.rpc.v1.Attached;
import dev.guildhall.rpc.v1.EdgeFrame;
import dev.guildhall.rpc.v1.EventBatch;
import dev.guildhall.rpc.v1.GuildFrame;
import dev.guildhall.rpc.v1.SequencedEventProto;
import dev.guildhall.rpc.v1.SessionOpen;
import dev.guildhall.rpc.v1.SessionOpened;
import dev.guildhall.rpc.v1.SessionUpdate;
import dev.guildhall.rpc.v1.StreamAnswer;
import dev.guildhall.rpc.v1.StreamCommand;
import java.util.List;

/// Between the frames of `GuildLink.Attach` and what the loop speaks. Broken frames throw
/// `IllegalArgumentException`.
final class FrameCodec {

    private FrameCodec() {}

    static Hello hello(EdgeFrame frame) {
        if (!frame.hasHello()) {
            throw new IllegalArgumentException("the first frame is not a hello");
        }
        var hello = frame.getHello();
        return new Hello(
                hello.getEdge(),
                hello.getLastSeq(),
                hello.getSessionsList().stream().map(FrameCodec::open).toList());
    }

    static StreamFrame frame(EdgeFrame frame) {
        return switch (frame.getFrameCase()) {
            case SESSION_OPEN -> open(frame.getSessionOpen());
            case SESSION_UPDATE -> update(frame.getSessionUpdate());
            case SESSION_CLOSE ->
                    new StreamFrame.CloseSession(sessionId(frame.getSessionClose().getSessionId()));
            case COMMAND -> command(frame.getCommand());
            case HELLO -> throw new IllegalArgumentException("a second hello");
            case FRAME_NOT_SET -> throw new IllegalArgumentException("an empty frame");
        };
    }

    static GuildFrame frame(Outbound.Attached attached) {
        Attached.Builder proto =
                Attached.newBuilder()
                        .setSeq(attached.seq())
                        .setEpoch(attached.epoch())
                        .setReset(attached.reset())
                        .setGuild(EntityCodec.toProto(attached.guild()));
        attached.roles().forEach(role -> proto.addRoles(EntityCodec.toProto(role)));
        attached.channels().forEach(channel -> proto.addChannels(EntityCodec.toProto(channel)));
        attached.members().forEach(member -> proto.addMembers(EntityCodec.toProto(member)));
        attached.presences()
                .forEach(presence -> proto.addPresences(PresenceCodec.toProto(presence)));
        attached.voiceStates().forEach(voice -> proto.addVoiceStates(PresenceCodec.toProto(voice)));
        return GuildFrame.newBuilder().setAttached(proto).build();
    }

    static GuildFrame frame(List<Sequenced> events) {
        EventBatch.Builder batch = EventBatch.newBuilder();
        for (Sequenced event : events) {
            batch.addEvents(
                    SequencedEventProto.newBuilder()
                            .setSeq(event.seq())
                            .setEvent(EventCodec.toProto(event.event())));
        }
        return GuildFrame.newBuilder().setEvents(batch).build();
    }

    static GuildFrame frame(Outbound.SessionOpened opened) {
        SessionOpened.Builder proto =
                SessionOpened.newBuilder().setSessionId(opened.sessionId().value());
        if (opened.view() != null) {
            proto.setView(ViewCodec.toProto(opened.view()));
        }
        if (opened.refused() != null) {
            proto.setRefused(AnswerCodec.toProto(opened.refused()));
        }
        return GuildFrame.newBuilder().setSessionOpened(proto).build();
    }

    static GuildFrame frame(Outbound.Answered answered) {
        return GuildFrame.newBuilder()
                .setAnswer(
                        StreamAnswer.newBuilder()
                                .setCommandId(answered.commandId())
                                .setAnswer(AnswerCodec.toProto(answered.answer())))
                .build();
    }

    private static StreamFrame.OpenSession open(SessionOpen open) {
        UserId userId = new UserId(open.getUserId());
        Presence said = PresenceCodec.fromProto(open.getPresence());
        VoiceState voice =
                open.hasVoiceState() ? PresenceCodec.fromProto(open.getVoiceState()) : null;
        Presence presence = new Presence(userId, said.status(), said.platform(), said.activities());
        return new StreamFrame.OpenSession(
                new SessionOpening(sessionId(open.getSessionId()), userId, presence, voice),
                open.getLargeThreshold(),
                open.getWantsPresences());
    }

    private static StreamFrame.UpdateSession update(SessionUpdate update) {
        return new StreamFrame.UpdateSession(
                sessionId(update.getSessionId()), PresenceCodec.fromProto(update.getPresence()));
    }

    private static StreamFrame.StreamCommand command(StreamCommand command) {
        return new StreamFrame.StreamCommand(
                command.getCommandId(),
                AnswerCodec.fromProto(command.getActor()),
                CommandCodec.fromProto(command.getCommand()));
    }

    private static SessionId sessionId(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a session without an id");
        }
        return new SessionId(value);
    }
}
