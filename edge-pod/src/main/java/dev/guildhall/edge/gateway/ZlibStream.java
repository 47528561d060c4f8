package dev.guildhall.edge.gateway;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// zlib-stream: one zlib stream for a connection, each payload ending in the sync flush's `00 00 FF
/// FF`. Source: <https://discord.com/developers/docs/events/gateway#zlibstream>
///
/// A deflate context costs 256 KB, so there is none before [#established]: until then payloads are
/// written as stored blocks (RFC 1951, 3.2.4), which need none and are as good a part of the
/// stream. Not safe for threads.
final class ZlibStream implements AutoCloseable {

    private static final int STORED_MAX = 0xFFFF;
    private static final byte[] SYNC = {0, 0, 0, (byte) 0xFF, (byte) 0xFF};

    /// RFC 1950: deflate, 32 KB window, default level.
    private static final byte[] HEADER = {0x78, (byte) 0x9C};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private byte[] buffer = {};
    private @Nullable Deflater deflater;
    private boolean begun;
    private boolean useContext;

    /// From now on a context is worth its memory.
    void established() {
        useContext = true;
    }

    /// One payload as the next message of the stream.
    byte[] encode(byte[] payload) {
        out.reset();
        if (!begun) {
            begun = true;
            out.writeBytes(HEADER);
        }
        if (useContext) {
            deflate(payload);
        } else {
            store(payload);
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        if (deflater != null) {
            deflater.end();
        }
        useContext = false;
    }

    private void store(byte[] payload) {
        for (int from = 0; from < payload.length; from += STORED_MAX) {
            int length = Math.min(STORED_MAX, payload.length - from);
            out.write(0);
            out.write(length);
            out.write(length >> 8);
            out.write(~length);
            out.write(~length >> 8);
            out.write(payload, from, length);
        }
        out.writeBytes(SYNC);
    }

    private void deflate(byte[] payload) {
        if (deflater == null) {
            deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
            buffer = new byte[4_096];
        }
        deflater.setInput(payload);
        int length;
        do {
            length = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
            out.write(buffer, 0, length);
        } while (length == buffer.length);
    }
}
