package dev.guildhall.e2e.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// A gateway connection down to its bytes: sends any frame, whole or broken, and reads what comes
/// back.
final class RawGateway implements AutoCloseable {

    /// What `readClose` gives when the server ends the connection without a close frame.
    static final int NO_CLOSE_FRAME = 1006;

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CLOSE = 8;
    private static final int TIMEOUT_MS = 20_000;

    /// Less than any heartbeat interval of these tests.
    private static final int BEAT_MS = 2_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final Random masks = new Random(1);
    private long lastSeq;

    /// Connects and upgrades; `receiveBuffer` 0 leaves the system's.
    RawGateway(URI gateway, String query, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setSoTimeout(TIMEOUT_MS);
        socket.connect(new InetSocketAddress(gateway.getHost(), gateway.getPort()), TIMEOUT_MS);
        in = new BufferedInputStream(socket.getInputStream(), receiveBuffer > 0 ? 512 : 8192);
        upgrade(gateway, query);
    }

    /// An ordinary connection that has read its HELLO.
    static RawGateway connect(URI gateway) throws IOException {
        RawGateway connection = new RawGateway(gateway, "/?v=10&encoding=json", 0);
        connection.await(10, null);
        return connection;
    }

    private void upgrade(URI gateway, String query) throws IOException {
        String request =
                "GET %s HTTP/1.1\r\nHost: %s:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
                        .formatted(query, gateway.getHost(), gateway.getPort());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int c = in.read();
            if (c < 0) {
                throw new EOFException("no upgrade: " + head);
            }
            head.append((char) c);
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException(head.toString());
        }
    }

    void identify(String token) throws IOException {
        identify(token, 1 | 1 << 9 | 1 << 15);
    }

    void identify(String token, int intents) throws IOException {
        send(
                "{\"op\":2,\"d\":{\"token\":\"%s\",\"intents\":%d,\"properties\":{\"os\":\"linux\",\"browser\":\"e2e\",\"device\":\"e2e\"}}}"
                        .formatted(token, intents));
    }

    void resume(String token, String sessionId, long seq) throws IOException {
        send(
                "{\"op\":6,\"d\":{\"token\":\"%s\",\"session_id\":\"%s\",\"seq\":%d}}"
                        .formatted(token, sessionId, seq));
    }

    void send(String text) throws IOException {
        frame(0x80 | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /// One masked frame with any first byte.
    void frame(int first, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 1 << 16) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        byte[] mask = new byte[4];
        masks.nextBytes(mask);
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i & 3]));
        }
        bytes(frame.array(), frame.position());
    }

    /// Any bytes, whether they make a frame or not.
    void bytes(byte[] bytes, int length) throws IOException {
        socket.getOutputStream().write(bytes, 0, length);
    }

    /// Reads until a payload with this op, and for op 0 this event, comes.
    JsonNode await(int op, String event) throws IOException {
        while (true) {
            JsonNode payload = next();
            if (payload.path("op").asInt(-1) == op
                    && (event == null || event.equals(payload.path("t").asText()))) {
                return payload;
            }
        }
    }

    /// The next payload.
    JsonNode next() throws IOException {
        Frame frame = read();
        if (frame.opcode() == CLOSE) {
            throw new EOFException("closed with " + frame.closeCode());
        }
        JsonNode payload = JSON.readTree(frame.payload());
        if (payload.hasNonNull("s")) {
            lastSeq = payload.get("s").asLong();
        }
        return payload;
    }

    /// Reads until the server closes; gives its code.
    int readClose() throws IOException {
        while (true) {
            try {
                Frame frame = read();
                if (frame.opcode() == CLOSE) {
                    return frame.closeCode();
                }
            } catch (EOFException | java.net.SocketException e) {
                return NO_CLOSE_FRAME;
            }
        }
    }

    /// As `readClose`, by a client that keeps to the heartbeat interval of HELLO, which it has
    /// read.
    int closeWhileBeating(int beats) throws IOException {
        for (int i = 0; i < beats; i++) {
            send("{\"op\":1,\"d\":null}");
            socket.setSoTimeout(BEAT_MS);
            try {
                return readClose();
            } catch (SocketTimeoutException e) {
                // it is time for the next beat
            }
        }
        throw new SocketTimeoutException("still open after " + beats + " beats");
    }

    /// The code with which the server has closed by now, 0 when it has not.
    int closedBy() throws IOException {
        while (in.available() > 0) {
            Frame frame = read();
            if (frame.opcode() == CLOSE) {
                return frame.closeCode();
            }
        }
        return 0;
    }

    /// Waits this long for the next bytes.
    void patience(int ms) throws IOException {
        socket.setSoTimeout(ms);
    }

    long lastSeq() {
        return lastSeq;
    }

    private record Frame(int opcode, byte[] payload) {
        int closeCode() {
            return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        }
    }

    private Frame read() throws IOException {
        int opcode = octet() & 0x0F;
        long length = octet() & 0x7F;
        int more = length == 126 ? 2 : length == 127 ? 8 : 0;
        if (more > 0) {
            length = 0;
            for (int i = 0; i < more; i++) {
                length = length << 8 | octet();
            }
        }
        byte[] payload = in.readNBytes((int) length);
        if (payload.length < length) {
            throw new EOFException("the connection ended within a frame");
        }
        return new Frame(opcode, payload);
    }

    private int octet() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new EOFException("the connection ended");
        }
        return value;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
