package dev.guildhall.edge.gateway;

import dev.guildhall.edge.protocol.CloseCode;
import dev.guildhall.edge.session.Wire;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/// Writes to one WebSocket, one write under way at a time; what comes meanwhile is queued and goes
/// out together. The owner's thread alone calls it.
///
/// The queue holds shared bytes; compression happens when a payload's turn comes. At `maxBytes` the
/// connection is cut off: a client that does not read cannot be told why.
final class SocketWire implements Wire {

    private final GatewaySocket socket;
    private final CoreSession core;
    private final @Nullable ZlibStream zlib;
    private final long maxBytes;
    private final ArrayDeque<Frame> control = new ArrayDeque<>();
    private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
    private long queuedBytes;
    private long writingBytes;
    private boolean writing;
    private boolean sending;
    private boolean dead;
    private @Nullable CloseCode closing;

    SocketWire(GatewaySocket socket, CoreSession core, boolean compress, long maxBytes) {
        this.socket = socket;
        this.core = core;
        this.zlib = compress ? new ZlibStream() : null;
        this.maxBytes = maxBytes;
    }

    @Override
    public boolean send(byte[] payload) {
        if (dead) {
            return false;
        }
        if (backlogBytes() + payload.length > maxBytes && backlogBytes() > 0) {
            abort();
            return false;
        }
        queue.addLast(payload);
        queuedBytes += payload.length;
        flush();
        return true;
    }

    @Override
    public void established() {
        if (zlib != null) {
            zlib.established();
        }
    }

    @Override
    public long backlogBytes() {
        return queuedBytes + writingBytes;
    }

    @Override
    public void close(CloseCode code) {
        closing = code;
        flush();
    }

    /// Answers a ping. The caller has counted it, so few can wait.
    void pong(byte[] payload) {
        if (!dead) {
            control.addLast(new Frame(OpCode.PONG, ByteBuffer.wrap(payload)));
            flush();
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
        control.clear();
        queuedBytes = 0;
        if (zlib != null) {
            zlib.close();
        }
    }

    private void flush() {
        while (!writing && !dead && !(queue.isEmpty() && control.isEmpty())) {
            write();
        }
        if (!writing && !dead && closing != null) {
            dead = true;
            core.close(closing.code(), closing.reason(), Callback.NOOP);
        }
    }

    /// Hands everything that is queued to Jetty; only the last frame flushes.
    private void write() {
        writing = true;
        sending = true;
        writingBytes = queuedBytes;
        queuedBytes = 0;
        int frames = control.size() + queue.size();
        for (; frames > 1; frames--) {
            core.sendFrame(next(), Callback.NOOP, true);
        }
        core.sendFrame(next(), new Completion(), false);
        sending = false;
    }

    private Frame next() {
        Frame first = control.pollFirst();
        if (first != null) {
            return first;
        }
        byte[] payload = queue.removeFirst();
        return zlib == null
                ? new Frame(OpCode.TEXT, ByteBuffer.wrap(payload))
                : new Frame(OpCode.BINARY, ByteBuffer.wrap(zlib.encode(payload)));
    }

    private void written() {
        writing = false;
        writingBytes = 0;
    }

    private void failed() {
        if (!dead) {
            abort();
        }
    }

    /// The end of a write: within `sendFrame` when the socket took everything at once, otherwise
    /// from one of Jetty's threads.
    private final class Completion implements Callback {

        @Override
        public void succeeded() {
            if (socket.ownedByCaller() && sending) {
                written();
            } else {
                socket.post(() -> {
                    written();
                    flush();
                });
            }
        }

        @Override
        public void failed(Throwable failure) {
            socket.post(SocketWire.this::failed);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}
