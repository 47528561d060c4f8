package dev.guildhall.e2e.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads a recording from front to back.
final class ByteCursor {

    /// The recording ends before what was asked for.
    static final class EndOfRecording extends Exception {}

    private final byte[] bytes;
    private int position;

    ByteCursor(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return position < bytes.length;
    }

    int octet() throws EndOfRecording {
        return take(1)[0] & 0xff;
    }

    /// An unsigned number of `width` octets, big-endian.
    long number(int width) throws EndOfRecording {
        long value = 0;
        for (byte each : take(width)) {
            value = value << 8 | each & 0xff;
        }
        return value;
    }

    byte[] take(long length) throws EndOfRecording {
        if (length > bytes.length - position) {
            throw new EndOfRecording();
        }
        int start = position;
        position += Math.toIntExact(length);
        return Arrays.copyOfRange(bytes, start, position);
    }

    byte[] rest() {
        int start = position;
        position = bytes.length;
        return Arrays.copyOfRange(bytes, start, position);
    }

    /// The text up to the next CRLF, which is consumed.
    String line() throws EndOfRecording {
        for (int i = position; i + 1 < bytes.length; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
                String line =
                        new String(bytes, position, i - position, StandardCharsets.ISO_8859_1);
                position = i + 2;
                return line;
            }
        }
        throw new EndOfRecording();
    }
}
