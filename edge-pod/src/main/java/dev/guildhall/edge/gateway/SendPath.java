package dev.guildhall.edge.gateway;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/// A shard's way out: the wires that have something to send, and the one buffer that their frames
/// are put together in, direct, so that the JDK does not copy once more.
///
/// Wires are flushed when the shard has done what was queued for it, so a session's events that
/// came meanwhile leave in one write; there is no timer, an idle shard sends at once. The shard's
/// thread only.
final class SendPath {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final ArrayDeque<SocketWire> waiting = new ArrayDeque<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

    /// The wire has something to send.
    void add(SocketWire wire) {
        waiting.addLast(wire);
    }

    void flush() {
        for (SocketWire wire = waiting.pollFirst(); wire != null; wire = waiting.pollFirst()) {
            wire.flushWaiting();
        }
    }

    /// Empty, and the caller's until it returns.
    ByteBuffer buffer() {
        return buffer.clear();
    }
}
