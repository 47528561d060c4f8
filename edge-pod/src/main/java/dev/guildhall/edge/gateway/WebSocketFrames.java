package dev.guildhall.edge.gateway;

import java.nio.ByteBuffer;

/// What a server's WebSocket frames look like on the wire: whole, unmasked (RFC 6455, 5.2).
final class WebSocketFrames {

    static final int TEXT = 0x81;
    static final int BINARY = 0x82;
    static final int PONG = 0x8A;

    /// The longest header.
    static final int MAX_HEADER = 10;

    private static final int MAX_SHORT = 125;
    private static final int MAX_MEDIUM = 0xFFFF;
    private static final byte MEDIUM = 126;
    private static final byte LONG = 127;

    private WebSocketFrames() {}

    /// The bytes of a frame with a payload of `length` bytes.
    static int size(int length) {
        return length + (length <= MAX_SHORT ? 2 : length <= MAX_MEDIUM ? 4 : MAX_HEADER);
    }

    /// Puts a frame into `out`, which has room for it. `first` is FIN and opcode.
    static void put(ByteBuffer out, int first, byte[] payload) {
        out.put((byte) first);
        if (payload.length <= MAX_SHORT) {
            out.put((byte) payload.length);
        } else if (payload.length <= MAX_MEDIUM) {
            out.put(MEDIUM).putShort((short) payload.length);
        } else {
            out.put(LONG).putLong(payload.length);
        }
        out.put(payload);
    }
}
