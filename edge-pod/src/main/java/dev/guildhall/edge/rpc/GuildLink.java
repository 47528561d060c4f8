package dev.guildhall.edge.rpc;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.rpc.codec.AnswerCodec;
import dev.guildhall.rpc.codec.CommandCodec;
import dev.guildhall.rpc.codec.PresenceCodec;
import dev.guildhall.rpc.v1.EdgeFrame;
import dev.guildhall.rpc.v1.GuildFrame;
import dev.guildhall.rpc.v1.GuildLinkGrpc;
import dev.guildhall.rpc.v1.SessionClose;
import dev.guildhall.rpc.v1.SessionUpdate;
import dev.guildhall.rpc.v1.StreamCommand;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One Attach stream to a guild. Its owner, a relay, is the one thread that sends.
///
/// Flow control is by hand: at most [#WINDOW] frames are under way or not worked off yet; when the
/// owner does not keep up, the guild's queue for this edge fills, and at its bound the guild cuts
/// the stream. What this side sends is bounded by its owner (sessions, unanswered commands).
public final class GuildLink {

    private static final Logger LOG = LoggerFactory.getLogger(GuildLink.class);

    /// Frames that may come before one is worked off; each holds a batch of events.
    static final int WINDOW = 16;

    private final String address;
    private final Incoming incoming;

    private GuildLink(String address, Incoming incoming) {
        this.address = address;
        this.incoming = incoming;
    }

    /// Starts a stream and sends `hello`; never fails here, but by `listener.onEnd`.
    static GuildLink start(
            Channel channel,
            String address,
            String edge,
            long guildId,
            LinkHello hello,
            LinkListener listener) {
        Incoming incoming = new Incoming(listener);
        GuildLink link = new GuildLink(address, incoming);
        var _ = GuildLinkGrpc.newStub(channel).attach(incoming);
        link.send(EdgeFrame.newBuilder().setHello(LinkCodec.toProto(edge, guildId, hello)));
        return link;
    }

    /// The pod's `host:port`.
    String address() {
        return address;
    }

    public void openSession(LinkHello.SessionIntro intro) {
        send(EdgeFrame.newBuilder().setSessionOpen(LinkCodec.toProto(intro)));
    }

    public void updateSession(SessionId sessionId, Presence presence) {
        send(
                EdgeFrame.newBuilder()
                        .setSessionUpdate(
                                SessionUpdate.newBuilder()
                                        .setSessionId(sessionId.value())
                                        .setPresence(PresenceCodec.toProto(presence))));
    }

    public void closeSession(SessionId sessionId) {
        send(
                EdgeFrame.newBuilder()
                        .setSessionClose(
                                SessionClose.newBuilder().setSessionId(sessionId.value())));
    }

    /// Sends a command; its answer comes with the same id, in the order of sending.
    public void command(long commandId, Actor actor, Command command) {
        send(
                EdgeFrame.newBuilder()
                        .setCommand(
                                StreamCommand.newBuilder()
                                        .setCommandId(commandId)
                                        .setActor(AnswerCodec.toProto(actor))
                                        .setCommand(CommandCodec.toProto(command))));
    }

    /// A frame has been worked off: one more may come. Any thread.
    public void processed() {
        incoming.requests().request(1);
    }

    /// Ends the stream. The guild keeps its sessions for some seconds, for the next one.
    public void close() {
        incoming.requests().cancel("closed by the edge", null);
    }

    private void send(EdgeFrame.Builder frame) {
        incoming.requests().onNext(frame.build());
    }

    /// What comes from the guild; gRPC calls it one call at a time.
    private static final class Incoming implements ClientResponseObserver<EdgeFrame, GuildFrame> {

        private final LinkListener listener;
        private @Nullable ClientCallStreamObserver<EdgeFrame> requests;
        private boolean broken;

        Incoming(LinkListener listener) {
            this.listener = listener;
        }

        ClientCallStreamObserver<EdgeFrame> requests() {
            if (requests == null) {
                throw new IllegalStateException("the stream was not started");
            }
            return requests;
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<EdgeFrame> stream) {
            requests = stream;
            stream.disableAutoRequestWithInitial(WINDOW);
        }

        @Override
        public void onNext(GuildFrame frame) {
            LinkFrame read;
            try {
                read = LinkCodec.fromProto(frame);
            } catch (IllegalArgumentException e) {
                broken = true;
                LOG.atError().setCause(e).log("A guild sent a frame that cannot be read");
                throw Status.INVALID_ARGUMENT.withCause(e).asRuntimeException();
            }
            listener.onFrame(read);
        }

        @Override
        public void onError(Throwable error) {
            listener.onEnd(broken ? LinkEnd.BROKEN : LinkEnd.of(Status.fromThrowable(error)));
        }

        @Override
        public void onCompleted() {
            listener.onEnd(LinkEnd.UNAVAILABLE);
        }
    }
}
