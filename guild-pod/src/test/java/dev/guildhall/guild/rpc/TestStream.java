package dev.guildhall.guild.rpc;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.User;
import dev.guildhall.rpc.codec.AnswerCodec;
import dev.guildhall.rpc.codec.CommandCodec;
import dev.guildhall.rpc.v1.Attached;
import dev.guildhall.rpc.v1.EdgeFrame;
import dev.guildhall.rpc.v1.GuildFrame;
import dev.guildhall.rpc.v1.GuildLinkGrpc;
import dev.guildhall.rpc.v1.Hello;
import dev.guildhall.rpc.v1.PlatformProto;
import dev.guildhall.rpc.v1.PresenceProto;
import dev.guildhall.rpc.v1.SequencedEventProto;
import dev.guildhall.rpc.v1.SessionOpen;
import dev.guildhall.rpc.v1.SessionOpened;
import dev.guildhall.rpc.v1.StatusProto;
import dev.guildhall.rpc.v1.StreamAnswer;
import dev.guildhall.rpc.v1.StreamCommand;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/// An edge's end of a `GuildLink.Attach` stream that keeps all it gets.
final class TestStream implements StreamObserver<GuildFrame> {

    final List<GuildFrame> frames = new CopyOnWriteArrayList<>();
    final CompletableFuture<Status> ended = new CompletableFuture<>();
    final StreamObserver<EdgeFrame> out;

    TestStream(ManagedChannel channel, String edge, long lastSeq, SessionOpen... sessions) {
        out = GuildLinkGrpc.newStub(channel).attach(this);
        out.onNext(
                EdgeFrame.newBuilder()
                        .setHello(
                                Hello.newBuilder()
                                        .setEdge(edge)
                                        .setGuildId(RunningPod.GUILD.value())
                                        .setLastSeq(lastSeq)
                                        .addAllSessions(List.of(sessions)))
                        .build());
    }

    static SessionOpen session(String id, User user) {
        return SessionOpen.newBuilder()
                .setSessionId(id)
                .setUserId(user.id().value())
                .setPresence(
                        PresenceProto.newBuilder()
                                .setUserId(user.id().value())
                                .setStatus(StatusProto.STATUS_ONLINE)
                                .setPlatform(PlatformProto.PLATFORM_WEB))
                .setLargeThreshold(250)
                .setWantsPresences(true)
                .build();
    }

    void open(SessionOpen session) {
        out.onNext(EdgeFrame.newBuilder().setSessionOpen(session).build());
    }

    void command(long id, Actor actor, Command command) {
        out.onNext(
                EdgeFrame.newBuilder()
                        .setCommand(
                                StreamCommand.newBuilder()
                                        .setCommandId(id)
                                        .setActor(AnswerCodec.toProto(actor))
                                        .setCommand(CommandCodec.toProto(command)))
                        .build());
    }

    List<Attached> attached() {
        return frames.stream()
                .filter(GuildFrame::hasAttached)
                .map(GuildFrame::getAttached)
                .toList();
    }

    /// Durable ones only: their field numbers lie below 64.
    List<Long> durableSeqs() {
        return frames.stream()
                .flatMap(frame -> frame.getEvents().getEventsList().stream())
                .filter(event -> event.getEvent().getEventCase().getNumber() < 64)
                .map(SequencedEventProto::getSeq)
                .toList();
    }

    List<Long> answered() {
        return frames.stream()
                .filter(GuildFrame::hasAnswer)
                .map(GuildFrame::getAnswer)
                .map(StreamAnswer::getCommandId)
                .toList();
    }

    List<SessionOpened> opened() {
        return frames.stream()
                .filter(GuildFrame::hasSessionOpened)
                .map(GuildFrame::getSessionOpened)
                .toList();
    }

    @Override
    public void onNext(GuildFrame frame) {
        frames.add(frame);
    }

    @Override
    public void onError(Throwable cause) {
        ended.complete(Status.fromThrowable(cause));
    }

    @Override
    public void onCompleted() {
        ended.complete(Status.OK);
    }
}
