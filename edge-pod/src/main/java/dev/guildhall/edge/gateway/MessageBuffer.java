package dev.guildhall.edge.gateway;

import dev.guildhall.edge.protocol.GatewayLimits;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Puts the fragments of a message together, up to the size of a payload. Used by one socket's
/// reading alone.
final class MessageBuffer {

    /// More fragments than this are as good as too many bytes; RFC 6455 allows empty ones.
    private static final int MAX_FRAGMENTS = 256;

    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int fragments;
    private boolean oversize;

    /// What a fragment made of the message.
    enum Added {
        PARTIAL,
        COMPLETE,
        /// For the first time: everything from here on is dropped.
        OVERSIZE,
        DISCARDED
    }

    /// Adds a fragment, copying it.
    Added add(ByteBuffer fragment, boolean fin) {
        if (oversize) {
            return Added.DISCARDED;
        }
        int length = bytes.length;
        if (length + fragment.remaining() > GatewayLimits.PAYLOAD_BYTES
                || ++fragments > MAX_FRAGMENTS) {
            oversize = true;
            bytes = NOTHING;
            return Added.OVERSIZE;
        }
        bytes = Arrays.copyOf(bytes, length + fragment.remaining());
        fragment.get(bytes, length, fragment.remaining());
        return fin ? Added.COMPLETE : Added.PARTIAL;
    }

    /// The whole message; the buffer is empty afterwards.
    byte[] take() {
        byte[] whole = bytes;
        bytes = NOTHING;
        fragments = 0;
        return whole;
    }
}
