package dev.guildhall.edge.gateway;

import dev.guildhall.common.log.LogKeys;
import dev.guildhall.edge.protocol.ClientPayload;
import dev.guildhall.edge.protocol.ClientPayloadReader;
import dev.guildhall.edge.protocol.CloseCode;
import dev.guildhall.edge.session.Connection;
import dev.guildhall.edge.session.ConnectionState;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One WebSocket: turns frames into payloads and hands them to the connection on its shard.
///
/// Jetty's threads call the `on…` methods, one after the other. The next frame is demanded only
/// when the one before was handled, so a client can fill nothing but its own socket. After a close
/// frames are read and dropped until the client answers or [#CLOSE_TIMEOUT_MS] is over.
final class GatewaySocket implements FrameHandler {

    private static final Logger LOG = LoggerFactory.getLogger(GatewaySocket.class);
    private static final long CLOSE_TIMEOUT_MS = 5_000;

    private final GatewaySockets sockets;
    private final Handshake handshake;
    private final MessageBuffer message = new MessageBuffer();
    private volatile SessionShard shard;
    private @Nullable CoreSession core;
    private @Nullable SocketWire wire;
    private @Nullable Connection connection;
    private long closedAtMs;

    GatewaySocket(GatewaySockets sockets, Handshake handshake, SessionShard shard) {
        this.sockets = sockets;
        this.handshake = handshake;
        this.shard = shard;
    }

    @Override
    public void onOpen(CoreSession session, Callback callback) {
        core = session;
        sockets.opened(this);
        callback.succeeded();
        post(this::opened);
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        switch (frame.getOpCode()) {
            case OpCode.CLOSE -> {
                int code = CloseStatus.getCloseStatus(frame).getCode();
                post(() -> { // before Jetty answers and calls onClosed
                    gone(code);
                    wire().finish(callback::succeeded);
                });
            }
            case OpCode.PING -> {
                byte[] payload = BufferUtil.toArray(frame.getPayload());
                callback.succeeded();
                post(() -> pinged(payload));
            }
            case OpCode.PONG -> {
                callback.succeeded();
                post(() -> ponged());
            }
            default -> {
                data(frame);
                callback.succeeded();
            }
        }
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        LOG.atDebug().addKeyValue(LogKeys.REASON, cause.toString()).log("A WebSocket failed");
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        callback.succeeded();
        post(() -> {
            gone(CloseStatus.NO_CLOSE); // says nothing new after a close frame
            wire().release();
            shard.remove(this);
            sockets.closed(this);
        });
    }

    /// Runs a task on the shard that owns this socket, whichever it is by then.
    void post(Runnable task) {
        SessionShard target = shard;
        target.execute(() -> {
            if (target == shard) {
                run(task);
            } else {
                post(task);
            }
        });
    }

    boolean ownedByCaller() {
        return shard.owns();
    }

    /// For the owner's thread.
    SendPath sendPath() {
        return shard.sendPath();
    }

    /// On the shard, about twice a second.
    void tick() {
        if (connection == null) {
            return;
        }
        connection.tick(shard.now());
        if (isClosed()) {
            long nowMs = shard.now().ms();
            if (closedAtMs == 0) {
                closedAtMs = nowMs;
            } else if (nowMs - closedAtMs >= CLOSE_TIMEOUT_MS) {
                wire().abort();
            }
        }
    }

    /// Tells the client to come back elsewhere.
    void reconnect() {
        post(() -> connection().reconnect());
    }

    void close(CloseCode code) {
        post(() -> connection().close(code));
    }

    /// On the shard: the client has taken what was written to it.
    void drained() {
        connection().drained(shard.now());
    }

    private void opened() {
        SocketWire created =
                new SocketWire(
                        this,
                        (WebSocketCoreSession) Objects.requireNonNull(core),
                        handshake.zlibStream(),
                        sockets.options());
        wire = created;
        connection = shard.newConnection(handshake.info(), created);
        connection.open(handshake.supported());
        shard.add(this);
        demand();
    }

    private void data(Frame frame) {
        ByteBuffer payload = frame.getPayload();
        switch (message.add(payload, frame.isFin())) {
            case PARTIAL, DISCARDED -> demand();
            case OVERSIZE ->
                    post(() -> {
                        connection().oversize();
                        demand();
                    });
            case COMPLETE -> {
                ClientPayload read = ClientPayloadReader.read(message.take());
                post(() -> received(read));
            }
        }
    }

    private void received(ClientPayload payload) {
        if (payload instanceof ClientPayload.Resume resume && moved(resume)) {
            return;
        }
        CompletableFuture<Void> _ =
                connection().received(payload, shard.now()).whenComplete(this::handled);
    }

    private void handled(@Nullable Void nothing, @Nullable Throwable failure) {
        if (failure != null) {
            failed(failure);
        }
        if (connection().state() instanceof ConnectionState.Attached) {
            sockets.identified(this);
        }
        demand();
    }

    /// A resume is handled where the session is: true when that is another shard, which goes on.
    private boolean moved(ClientPayload.Resume resume) {
        SessionShard target = sockets.shardOf(resume.sessionId(), shard);
        if (target == shard || !(connection().state() instanceof ConnectionState.Greeted)) {
            return false;
        }
        shard.remove(this);
        target.adopt(connection());
        shard = target;
        post(() -> {
            target.add(this);
            received(resume);
        });
        return true;
    }

    private void pinged(byte[] payload) {
        if (connection().counted(shard.now())) {
            wire().pong(payload);
        }
        demand();
    }

    private void ponged() {
        connection().counted(shard.now());
        demand();
    }

    private void gone(int code) {
        if (connection != null) {
            connection.closedByClient(code, shard.now());
        }
    }

    private boolean isClosed() {
        return connection().state() instanceof ConnectionState.Closed;
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /// A bug: it ends this connection, and the session with it waits for a resume.
    private void failed(Throwable failure) {
        LOG.atError().setCause(failure).log("A connection failed");
        if (connection != null) {
            connection.close(CloseCode.UNKNOWN_ERROR);
        }
    }

    private void demand() {
        Objects.requireNonNull(core).demand();
    }

    private Connection connection() {
        return Objects.requireNonNull(connection);
    }

    private SocketWire wire() {
        return Objects.requireNonNull(wire);
    }
}
