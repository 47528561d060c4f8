package dev.guildhall.edge.gateway;

import dev.guildhall.edge.protocol.CloseCode;
import dev.guildhall.edge.session.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.jspecify.annotations.Nullable;

/// Writes to one WebSocket. What is queued goes out together at the end of the shard's turn, see
/// [SendPath]; where the socket does not take all of it, Jetty writes the rest when it can, and
/// what comes meanwhile waits. The owner's thread alone calls it.
///
/// Payloads and pongs go straight to the socket as frames of our own, past Jetty's session, which
/// costs twice as much a frame; Jetty itself writes nothing but close frames, and those only while
/// nothing of ours is under way.
///
/// The queue holds shared bytes; compression happens when a payload's turn comes. When more waits
/// behind Jetty's write than the options allow, besides the largest payload, the connection is cut
/// off: a client that does not read cannot be told why.
final class SocketWire implements Wire {

    private final GatewaySocket socket;
    private final WebSocketCoreSession core;
    private final EndPoint endPoint;
    private final @Nullable ZlibStream zlib;
    private final long maxBytes;
    private final int maxPayloads;
    private final ArrayDeque<byte[]> pongs = new ArrayDeque<>();
    private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
    private long queuedBytes;
    private long restBytes;

    /// Of the payloads since the queue was last empty.
    private long largestBytes;

    /// Whether Jetty is writing a rest.
    private boolean writing;

    /// Whether the shard's send path has this wire in its list.
    private boolean waiting;

    /// Whether somebody wants to know when there is room.
    private boolean awaited;

    private boolean dead;
    private @Nullable CloseCode closing;
    private @Nullable Runnable onIdle;

    SocketWire(
            GatewaySocket socket,
            WebSocketCoreSession core,
            boolean compress,
            GatewayOptions options) {
        this.socket = socket;
        this.core = core;
        this.endPoint = core.getConnection().getEndPoint();
        this.zlib = compress ? new ZlibStream() : null;
        this.maxBytes = options.maxOutboundBytes();
        this.maxPayloads = options.maxOutboundPayloads();
    }

    @Override
    public boolean send(byte[] payload) {
        if (dead) {
            return false;
        }
        if (tooMuchWaits()) {
            flush(); // it may have waited for the shard's turn only
            if (tooMuchWaits()) {
                abort();
            }
            if (dead) {
                return false;
            }
        }
        queue.addLast(payload);
        queuedBytes += payload.length;
        largestBytes = Math.max(largestBytes, payload.length);
        flushLater();
        return true;
    }

    @Override
    public void established() {
        if (zlib != null) {
            flush(); // what was queued before belongs to the stream without a context
            zlib.established();
        }
    }

    private boolean tooMuchWaits() {
        return queuedBytes - largestBytes > maxBytes || queue.size() >= maxPayloads;
    }

    @Override
    public boolean hasRoom(long backlogBytes) {
        boolean room = queuedBytes + restBytes <= backlogBytes;
        awaited |= !room;
        return room;
    }

    @Override
    public void close(CloseCode code) {
        closing = code;
        flushLater();
    }

    /// Answers a ping. The caller has counted it, so few can wait.
    void pong(byte[] payload) {
        if (!dead) {
            pongs.addLast(payload);
            flushLater();
        }
    }

    /// Sends no more, and calls back when nothing is under way, at once or from the owner's thread.
    void finish(Runnable idle) {
        release();
        if (writing) {
            onIdle = idle;
        } else {
            idle.run();
        }
    }

    /// Cuts the connection off.
    void abort() {
        release();
        core.abort();
    }

    /// The socket is closed: nothing is written any more.
    void release() {
        dead = true;
        queue.clear();
        pongs.clear();
        queuedBytes = 0;
        if (zlib != null) {
            zlib.close();
        }
    }

    /// The shard's turn is over.
    void flushWaiting() {
        if (socket.ownedByCaller()) {
            waiting = false;
            flush();
        } else {
            socket.post(this::flushWaiting); // it has moved to another shard
        }
    }

    private void flushLater() {
        if (!waiting && !writing) {
            waiting = true;
            socket.sendPath().add(this);
        }
    }

    private void flush() {
        try {
            while (!writing && !dead && !(queue.isEmpty() && pongs.isEmpty())) {
                write();
            }
        } catch (IOException e) {
            failed();
        }
        if (!writing && !dead && awaited) {
            awaited = false;
            socket.post(socket::drained);
        }
        if (!writing && !dead && closing != null) {
            dead = true;
            core.close(closing.code(), closing.reason(), Callback.NOOP);
        }
    }

    /// Writes as many whole frames as the shard's buffer holds, or one that is larger than it.
    private void write() throws IOException {
        ByteBuffer out = socket.sendPath().buffer();
        int opcode = zlib == null ? WebSocketFrames.TEXT : WebSocketFrames.BINARY;
        while (!pongs.isEmpty() && room(out, pongs.getFirst())) {
            WebSocketFrames.put(out, WebSocketFrames.PONG, pongs.removeFirst());
        }
        while (!queue.isEmpty()) {
            byte[] payload = next(out);
            if (payload == null) {
                break;
            }
            if (!room(out, payload)) {
                writeAlone(out, payload, opcode);
                return;
            }
            WebSocketFrames.put(out, opcode, payload);
        }
        if (!endPoint.flush(out.flip())) {
            writeRest(ByteBuffer.allocate(out.remaining()).put(out).flip());
        }
    }

    /// The next payload as it is sent; null when it had better wait for an empty buffer.
    private byte @Nullable [] next(ByteBuffer out) {
        byte[] first = queue.getFirst();
        if (out.position() > 0 && !room(out, first)) {
            return null;
        }
        queue.removeFirst();
        queuedBytes -= first.length;
        if (queue.isEmpty()) {
            largestBytes = 0;
        }
        return zlib == null ? first : zlib.encode(first);
    }

    private static boolean room(ByteBuffer out, byte[] payload) {
        return WebSocketFrames.size(payload.length) <= out.remaining();
    }

    /// A frame that does not fit: what the buffer holds, then the frame by pieces of the buffer.
    private void writeAlone(ByteBuffer out, byte[] payload, int opcode) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(out.position() + WebSocketFrames.size(payload.length));
        all.put(out.flip());
        WebSocketFrames.put(all, opcode, payload);
        all.flip();
        while (all.hasRemaining()) {
            int length = Math.min(all.remaining(), out.clear().capacity());
            out.put(all.slice(all.position(), length)).flip();
            boolean whole = endPoint.flush(out);
            all.position(all.position() + length - out.remaining());
            if (!whole) {
                writeRest(all);
                return;
            }
        }
    }

    private void writeRest(ByteBuffer rest) {
        writing = true;
        restBytes = rest.remaining();
        endPoint.write(new Completion(), rest);
    }

    private void written() {
        writing = false;
        restBytes = 0;
        Runnable idle = onIdle;
        if (idle != null) {
            onIdle = null;
            idle.run();
        }
        flush();
    }

    private void failed() {
        if (!dead) {
            abort();
        }
    }

    /// The end of Jetty's write, from any thread.
    private final class Completion implements Callback {

        @Override
        public void succeeded() {
            socket.post(SocketWire.this::written);
        }

        @Override
        public void failed(Throwable failure) {
            socket.post(() -> {
                SocketWire.this.failed();
                written();
            });
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}
