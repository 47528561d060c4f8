package dev.guildhall.e2e.wire;

import dev.guildhall.e2e.wire.ByteCursor.EndOfRecording;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Reads one direction of a recorded WebSocket (RFC 6455): joins fragments, unmasks, inflates
/// Discord's `zlib-stream`, in which all binary messages share one deflate context.
final class WebSocketReader {

    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;

    private final ByteCursor from;
    private final @Nullable Inflater inflater;
    private final List<String> messages = new ArrayList<>();
    private final ByteArrayOutputStream fragments = new ByteArrayOutputStream();
    private int fragmentsOpcode;
    private @Nullable Integer closeCode;

    private WebSocketReader(ByteCursor from, boolean inflate) {
        this.from = from;
        this.inflater = inflate ? new Inflater() : null;
    }

    static WebSocketReader readAll(ByteCursor from, boolean inflate) {
        var reader = new WebSocketReader(from, inflate);
        try {
            while (from.hasMore()) {
                reader.frame();
            }
        } catch (EndOfRecording _) {
            // The last frame is not whole.
        } finally {
            if (reader.inflater != null) {
                reader.inflater.end();
            }
        }
        return reader;
    }

    List<String> messages() {
        return List.copyOf(messages);
    }

    @Nullable Integer closeCode() {
        return closeCode;
    }

    private void frame() throws EndOfRecording {
        int first = from.octet();
        int second = from.octet();
        long length = second & 0x7f;
        if (length == 126) {
            length = from.number(2);
        } else if (length == 127) {
            length = from.number(8);
        }
        byte[] mask = (second & 0x80) == 0 ? new byte[4] : from.take(4);
        byte[] payload = from.take(length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        accept((first & 0x80) != 0, first & 0x0f, payload);
    }

    private void accept(boolean last, int opcode, byte[] payload) {
        if (opcode >= CLOSE) {
            if (opcode == CLOSE && payload.length >= 2) {
                closeCode = (payload[0] & 0xff) << 8 | payload[1] & 0xff;
            }
            return;
        }
        if (opcode == TEXT || opcode == BINARY) {
            fragmentsOpcode = opcode;
        }
        fragments.writeBytes(payload);
        if (last) {
            byte[] whole = fragments.toByteArray();
            fragments.reset();
            boolean deflated = fragmentsOpcode == BINARY && inflater != null;
            messages.add(
                    new String(
                            deflated ? inflate(inflater, whole) : whole, StandardCharsets.UTF_8));
        }
    }

    private static byte[] inflate(Inflater inflater, byte[] deflated) {
        var inflated = new ByteArrayOutputStream();
        var buffer = new byte[8 * 1024];
        inflater.setInput(deflated);
        try {
            for (int n = inflater.inflate(buffer); n > 0; n = inflater.inflate(buffer)) {
                inflated.write(buffer, 0, n);
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException("the server's zlib-stream is broken", e);
        }
        return inflated.toByteArray();
    }
}
