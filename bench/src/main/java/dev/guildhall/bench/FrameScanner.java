package dev.guildhall.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/// What one gateway connection has received: finds whole frames and scans them for what is needed.
///
/// Nothing is parsed: the load generator shares the cores with the server. A frame's bytes lie in
/// one array; what is left of an incomplete one is kept.
final class FrameScanner {

    private static final byte[] CREATED = ascii("\"t\":\"MESSAGE_CREATE\"");
    private static final byte[] GUILD = ascii("\"t\":\"GUILD_CREATE\"");
    private static final byte[] CONTENT = ascii("\"content\":\"");
    private static final byte[] HEAD_END = ascii("\r\n\r\n");
    private static final int ENVELOPE = 64;
    private static final int CLOSE = 8;

    private final LongConsumer onMessage;
    private byte[] bytes = new byte[4 * 1024];
    private int length;
    private boolean upgraded;
    private boolean ready;
    private boolean closed;

    FrameScanner(LongConsumer onMessage) {
        this.onMessage = onMessage;
    }

    /// The answer to the upgrade request was read.
    boolean upgraded() {
        return upgraded;
    }

    /// The first GUILD_CREATE was read.
    boolean ready() {
        return ready;
    }

    /// The server has sent a close frame.
    boolean closed() {
        return closed;
    }

    void add(ByteBuffer received) {
        int more = received.remaining();
        if (length + more > bytes.length) {
            byte[] larger = new byte[Math.max(bytes.length * 2, length + more)];
            System.arraycopy(bytes, 0, larger, 0, length);
            bytes = larger;
        }
        received.get(bytes, length, more);
        length += more;
        int from = upgraded ? 0 : head();
        while (upgraded && from < length) {
            int end = frame(from);
            if (end < 0) {
                break;
            }
            from = end;
        }
        System.arraycopy(bytes, from, bytes, 0, length - from);
        length -= from;
    }

    private int head() {
        int end = find(HEAD_END, 0, length);
        upgraded = end >= 0;
        return upgraded ? end + HEAD_END.length : 0;
    }

    /// Handles the frame that starts at `from`; gives where it ends, or -1 when it is not whole.
    private int frame(int from) {
        if (length - from < 2) {
            return -1;
        }
        long size = bytes[from + 1] & 0x7F;
        int extra = size == 126 ? 2 : size == 127 ? 8 : 0;
        int payload = from + 2 + extra;
        if (payload > length) {
            return -1;
        }
        if (extra > 0) {
            size = 0;
            for (int i = from + 2; i < payload; i++) {
                size = size << 8 | (bytes[i] & 0xFF);
            }
        }
        if (size > length - payload) {
            return -1;
        }
        int end = payload + (int) size;
        if ((bytes[from] & 0x0F) == CLOSE) {
            closed = true;
        } else {
            payload(payload, end);
        }
        return end;
    }

    /// The type stands at the start of the payload, see `DispatchJson`.
    private void payload(int from, int end) {
        int envelope = Math.min(end, from + ENVELOPE);
        if (find(CREATED, from, envelope) >= 0) {
            int at = find(CONTENT, from, end);
            if (at >= 0) {
                onMessage.accept(number(at + CONTENT.length, end));
            }
        } else if (!ready && find(GUILD, from, envelope) >= 0) {
            ready = true;
        }
    }

    private long number(int from, int end) {
        long value = 0;
        for (int i = from; i < end && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            value = value * 10 + (bytes[i] - '0');
        }
        return value;
    }

    private int find(byte[] what, int from, int end) {
        for (int i = from; i <= end - what.length; i++) {
            int j = 0;
            while (j < what.length && bytes[i + j] == what[j]) {
                j++;
            }
            if (j == what.length) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
