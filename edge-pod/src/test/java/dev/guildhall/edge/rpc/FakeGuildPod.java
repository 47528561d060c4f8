package dev.guildhall.edge.rpc;

import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.placement.Placement;
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
import dev.guildhall.rpc.v1.GuildLinkGrpc;
import dev.guildhall.rpc.v1.SequencedEventProto;
import dev.guildhall.rpc.v1.SessionOpen;
import dev.guildhall.rpc.v1.SessionOpened;
import dev.guildhall.rpc.v1.StreamAnswer;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// A guild pod with one guild, over real gRPC on loopback: a log of events, streams that it breaks
/// when told or by dice, and views that come late.
///
/// Commands become events by `decide`; a CreateMessage with an enforced nonce that is known is
/// answered as the first one was. Everything happens under one lock.
public final class FakeGuildPod extends GuildLinkGrpc.GuildLinkImplBase implements AutoCloseable {

    private final LinkFrame.Attached shape;
    private final Function<Command, Event> decide;
    private final LongFunction<Function<SessionOpen, GuildView>> views;
    private final List<Event> log = new ArrayList<>();
    private final Map<String, Answer> nonces = new HashMap<>();
    private final Map<Stream, List<Runnable>> streams = new LinkedHashMap<>();
    private final List<String> heard = new ArrayList<>();
    private final Server server;
    private @Nullable Random dice;
    private @Nullable Status refusing;
    private int refusingViews;
    private long keptAfter;
    private long epoch = 1;

    /// `views` makes, for a seq, the view of a session.
    public FakeGuildPod(
            LinkFrame.Attached shape,
            Function<Command, Event> decide,
            LongFunction<Function<SessionOpen, GuildView>> views)
            throws IOException {
        this.shape = shape;
        this.decide = decide;
        this.views = views;
        this.server =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .addService(this)
                        .build()
                        .start();
    }

    /// The assignments that name this pod for everything.
    public Placement placement(long version) {
        return new Placement(
                version,
                Map.of("fake", "127.0.0.1:" + server.getPort()),
                Map.of(),
                List.of(Placement.Member.of("fake", 1)));
    }

    /// From now on breaks streams and delays views at random.
    public synchronized void breakAtRandom(Random random) {
        dice = random;
    }

    /// From now on behaves.
    public synchronized void behave() {
        dice = null;
        streams.values().forEach(FakeGuildPod::release);
    }

    /// Refuses new streams with `status`; null: takes them.
    public synchronized void refuse(@Nullable Status status) {
        refusing = status;
    }

    /// Cannot give the next `count` views.
    public synchronized void refuseViews(int count) {
        refusingViews = count;
    }

    /// Forgets the log up to now.
    public synchronized void trim() {
        keptAfter = log.size();
    }

    /// A new owner takes over.
    public synchronized void nextEpoch(long next) {
        epoch = next;
    }

    /// Ends all streams.
    public synchronized void breakStreams(Status status) {
        List.copyOf(streams.keySet()).forEach(stream -> stream.end(status));
    }

    public synchronized void publish(Event event) {
        append(event);
    }

    public synchronized long seq() {
        return log.size();
    }

    public synchronized List<Event> log() {
        return List.copyOf(log);
    }

    /// What edges said, as `hello 2`, `open s1`, `close s1`.
    public synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public StreamObserver<EdgeFrame> attach(StreamObserver<GuildFrame> out) {
        return new Stream(out);
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private long append(Event event) {
        if (event instanceof Event.Durable) {
            log.add(event);
        }
        for (Stream stream : List.copyOf(streams.keySet())) {
            if (chance(50)) {
                stream.end(Status.UNAVAILABLE);
            } else {
                stream.send(log.size(), event);
                List<Runnable> late = streams.get(stream);
                if (late != null && !chance(2)) {
                    release(late);
                }
            }
        }
        return log.size();
    }

    private boolean chance(int oneIn) {
        return dice != null && dice.nextInt(oneIn) == 0;
    }

    private static void release(List<Runnable> late) {
        late.forEach(Runnable::run);
        late.clear();
    }

    private Answer decide(Command command) {
        String nonce =
                command instanceof Command.CreateMessage message && message.nonceEnforced()
                        ? message.nonce()
                        : null;
        Answer known = nonce == null ? null : nonces.get(nonce);
        if (known != null) {
            return known;
        }
        Event event = decide.apply(command);
        Answer answer = new Answer.Accepted(log.size() + 1, List.of(event), false);
        if (nonce != null) {
            nonces.put(nonce, answer);
        }
        append(event);
        return answer;
    }

    /// One edge's stream; all under the pod's lock.
    private final class Stream implements StreamObserver<EdgeFrame> {

        private final StreamObserver<GuildFrame> out;

        Stream(StreamObserver<GuildFrame> out) {
            this.out = out;
        }

        @Override
        public void onNext(EdgeFrame frame) {
            synchronized (FakeGuildPod.this) {
                switch (frame.getFrameCase()) {
                    case HELLO -> hello(frame.getHello().getLastSeq());
                    case SESSION_OPEN -> opened(frame.getSessionOpen());
                    case SESSION_UPDATE ->
                            heard.add("update " + frame.getSessionUpdate().getSessionId());
                    case SESSION_CLOSE ->
                            heard.add("close " + frame.getSessionClose().getSessionId());
                    case COMMAND -> {
                        if (streams.containsKey(this)) {
                            Answer answer =
                                    decide(CommandCodec.fromProto(frame.getCommand().getCommand()));
                            answer(frame.getCommand().getCommandId(), answer);
                        }
                    }
                    case FRAME_NOT_SET -> end(Status.INVALID_ARGUMENT);
                }
            }
        }

        @Override
        public void onError(Throwable error) {
            synchronized (FakeGuildPod.this) {
                streams.remove(this);
            }
        }

        @Override
        public void onCompleted() {
            onError(Status.CANCELLED.asRuntimeException());
        }

        void send(long seq, Event event) {
            emit(
                    GuildFrame.newBuilder()
                            .setEvents(EventBatch.newBuilder().addEvents(sequenced(seq, event))));
        }

        void end(Status status) {
            if (streams.remove(this) != null) {
                out.onError(status.asRuntimeException());
            }
        }

        private void hello(long lastSeq) {
            heard.add("hello " + lastSeq);
            streams.put(this, new ArrayList<>());
            if (refusing != null) {
                end(refusing);
                return;
            }
            boolean reset = lastSeq > 0 && lastSeq < keptAfter;
            emit(GuildFrame.newBuilder().setAttached(attached(reset)));
            if (lastSeq > 0 && !reset) {
                for (long seq = lastSeq + 1; seq <= log.size(); seq++) {
                    if (chance(50)) {
                        end(Status.UNAVAILABLE);
                        return;
                    }
                    send(seq, log.get((int) seq - 1));
                }
            }
        }

        private Attached attached(boolean reset) {
            Attached.Builder attached =
                    Attached.newBuilder()
                            .setSeq(log.size())
                            .setEpoch(epoch)
                            .setReset(reset)
                            .setGuild(EntityCodec.toProto(shape.guild()));
            shape.roles().forEach(role -> attached.addRoles(EntityCodec.toProto(role)));
            shape.channels().forEach(channel -> attached.addChannels(EntityCodec.toProto(channel)));
            shape.presences()
                    .forEach(presence -> attached.addPresences(PresenceCodec.toProto(presence)));
            return attached.build();
        }

        private void opened(SessionOpen open) {
            heard.add("open " + open.getSessionId());
            List<Runnable> late = streams.get(this);
            if (late == null) {
                return;
            }
            if (refusingViews > 0) {
                refusingViews--;
                refuse(open, Rejection.retryable(Reason.GUILD_UNAVAILABLE, 1_000));
                return;
            }
            GuildView view = views.apply(log.size()).apply(open);
            Runnable answer =
                    () ->
                            emit(
                                    GuildFrame.newBuilder()
                                            .setSessionOpened(
                                                    SessionOpened.newBuilder()
                                                            .setSessionId(open.getSessionId())
                                                            .setView(ViewCodec.toProto(view))));
            late.add(answer);
            if (dice == null) {
                release(late);
            }
        }

        private void refuse(SessionOpen open, Rejection why) {
            emit(
                    GuildFrame.newBuilder()
                            .setSessionOpened(
                                    SessionOpened.newBuilder()
                                            .setSessionId(open.getSessionId())
                                            .setRefused(AnswerCodec.toProto(why))));
        }

        private void answer(long commandId, Answer answer) {
            if (chance(20)) {
                end(Status.UNAVAILABLE);
                return;
            }
            emit(
                    GuildFrame.newBuilder()
                            .setAnswer(
                                    StreamAnswer.newBuilder()
                                            .setCommandId(commandId)
                                            .setAnswer(AnswerCodec.toProto(answer))));
        }

        private void emit(GuildFrame.Builder frame) {
            if (streams.containsKey(this)) {
                out.onNext(frame.build());
            }
        }

        private static SequencedEventProto sequenced(long seq, Event event) {
            return SequencedEventProto.newBuilder()
                    .setSeq(seq)
                    .setEvent(EventCodec.toProto(event))
                    .build();
        }
    }
}
