package dev.guildhall.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongConsumer;

/// One gateway session that listens: identifies, beats, and hands on the number in each message's
/// content.
///
/// Runs on a virtual thread of its own. Frames are scanned for what is needed and not parsed.
final class GatewayClient implements AutoCloseable {

    private static final byte[] CREATED =
            "\"t\":\"MESSAGE_CREATE\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GUILD =
            "\"t\":\"GUILD_CREATE\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONTENT = "\"content\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final long BEAT_NANOS = 20_000_000_000L;

    private final Socket socket;
    private final InputStream in;
    private final LongConsumer onMessage;
    private final CountDownLatch ready = new CountDownLatch(1);
    private byte[] frame = new byte[64 * 1024];
    private int length;
    private long beatAt;

    /// Connects and starts listening; `onMessage` gets the number that a message's content starts
    /// with.
    GatewayClient(String host, int port, String token, LongConsumer onMessage) throws IOException {
        this.socket = new Socket(host, port);
        this.socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream(), 32 * 1024);
        this.onMessage = onMessage;
        upgrade(host, port);
        write(
                "{\"op\":2,\"d\":{\"token\":\"%s\",\"intents\":33281,\"properties\":{\"os\":\"linux\",\"browser\":\"bench\",\"device\":\"bench\"}}}"
                        .formatted(token));
        Thread.startVirtualThread(this::listen);
    }

    /// Waits for the first GUILD_CREATE.
    void awaitReady() throws InterruptedException {
        ready.await();
    }

    private void upgrade(String host, int port) throws IOException {
        String request =
                "GET /?v=10&encoding=json HTTP/1.1\r\nHost: %s:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
                        .formatted(host, port);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        int end = 0;
        while (end < 4) {
            int c = in.read();
            if (c < 0) {
                throw new EOFException("the upgrade was refused");
            }
            end = c == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : 0;
        }
    }

    private void listen() {
        try {
            beatAt = System.nanoTime() + BEAT_NANOS;
            while (readFrame()) {
                handle();
                if (System.nanoTime() > beatAt) {
                    write("{\"op\":1,\"d\":null}");
                    beatAt = System.nanoTime() + BEAT_NANOS;
                }
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                System.err.println("a listener ended: " + e.getMessage());
            }
        }
    }

    private void handle() {
        if (find(CREATED, 0) >= 0) {
            int at = find(CONTENT, 0);
            if (at >= 0) {
                onMessage.accept(number(at + CONTENT.length));
            }
        } else if (find(GUILD, 0) >= 0) {
            ready.countDown();
        }
    }

    private long number(int from) {
        long value = 0;
        for (int i = from; i < length && frame[i] >= '0' && frame[i] <= '9'; i++) {
            value = value * 10 + (frame[i] - '0');
        }
        return value;
    }

    private int find(byte[] what, int from) {
        for (int i = from; i <= length - what.length; i++) {
            int j = 0;
            while (j < what.length && frame[i + j] == what[j]) {
                j++;
            }
            if (j == what.length) {
                return i;
            }
        }
        return -1;
    }

    /// Reads one unfragmented frame; false when the server closes.
    private boolean readFrame() throws IOException {
        int first = in.read();
        int second = in.read();
        if (second < 0 || (first & 0x0F) == 8) {
            return false;
        }
        long size = second & 0x7F;
        int more = size == 126 ? 2 : size == 127 ? 8 : 0;
        if (more > 0) {
            size = 0;
            for (int i = 0; i < more; i++) {
                size = size << 8 | in.read();
            }
        }
        length = (int) size;
        if (frame.length < length) {
            frame = new byte[length * 2];
        }
        if (in.readNBytes(frame, 0, length) < length) {
            return false;
        }
        return true;
    }

    private synchronized void write(String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[body.length + 8];
        int at = 0;
        out[at++] = (byte) 0x81;
        if (body.length < 126) {
            out[at++] = (byte) (0x80 | body.length);
        } else {
            out[at++] = (byte) (0x80 | 126);
            out[at++] = (byte) (body.length >> 8);
            out[at++] = (byte) body.length;
        }
        byte[] mask = new byte[4];
        ThreadLocalRandom.current().nextBytes(mask);
        System.arraycopy(mask, 0, out, at, 4);
        at += 4;
        for (int i = 0; i < body.length; i++) {
            out[at++] = (byte) (body[i] ^ mask[i & 3]);
        }
        socket.getOutputStream().write(out, 0, at);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
