package dev.guildhall.edge.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// A real WebSocket client: what the gateway sent, payload by payload, and how it closed.
final class TestClient implements WebSocket.Listener {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int WAIT_SECONDS = 60;

    private final BlockingQueue<JsonNode> payloads = new LinkedBlockingQueue<>();
    private final Queue<List<Byte>> pongs = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private final Inflater inflater = new Inflater();
    private volatile WebSocket socket;
    private volatile int binaryMessages;
    private volatile boolean paused;

    static TestClient connect(URI uri) {
        TestClient client = new TestClient();
        client.socket = HTTP.newWebSocketBuilder().buildAsync(uri, client).join();
        return client;
    }

    void send(String payload) {
        socket.sendText(payload, true).join();
    }

    void sendBinary(byte[] payload) {
        socket.sendBinary(ByteBuffer.wrap(payload), true).join();
    }

    /// Reads nothing more from the socket until [#proceed].
    void pause() {
        paused = true;
    }

    void proceed() {
        paused = false;
        socket.request(1);
    }

    WebSocket socket() {
        return socket;
    }

    /// The next payload.
    JsonNode next() {
        try {
            JsonNode next = payloads.poll(WAIT_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no payload; closed: " + closed.getNow(null));
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The next payload with this opcode; what comes before it is dropped.
    JsonNode next(int op) {
        JsonNode next = next();
        while (next.path("op").intValue() != op) {
            next = next();
        }
        return next;
    }

    /// The next dispatch of this type; what comes before it is dropped.
    JsonNode next(String type) {
        JsonNode next = next();
        while (!type.equals(next.path("t").textValue())) {
            next = next();
        }
        return next;
    }

    int closeCode() {
        return closed.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join();
    }

    /// The payloads of pong frames so far.
    Queue<List<Byte>> pongs() {
        return pongs;
    }

    boolean isOpen() {
        return !closed.isDone();
    }

    int binaryMessages() {
        return binaryMessages;
    }

    /// Identifies as a bot with all guild intents that are not privileged, and gives READY.
    JsonNode identify(String token) {
        send(identifyPayload(token));
        return next("READY");
    }

    static String identifyPayload(String token) {
        return "{\"op\":2,\"d\":{\"token\":\"Bot "
                + token
                + "\",\"intents\":513,\"properties\":{}}}";
    }

    static String resumePayload(String token, String sessionId, long seq) {
        return "{\"op\":6,\"d\":{\"token\":\"%s\",\"session_id\":\"%s\",\"seq\":%d}}"
                .formatted(token, sessionId, seq);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            payloads.add(read(text.toString().getBytes(StandardCharsets.UTF_8)));
            text.setLength(0);
        }
        more(webSocket);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        binary.writeBytes(bytes);
        if (last) {
            binaryMessages++;
            payloads.add(read(inflate(binary.toByteArray())));
            binary.reset();
        }
        more(webSocket);
        return null;
    }

    private void more(WebSocket webSocket) {
        if (!paused) {
            webSocket.request(1);
        }
    }

    @Override
    public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
        List<Byte> bytes = new ArrayList<>();
        while (message.hasRemaining()) {
            bytes.add(message.get());
        }
        pongs.add(bytes);
        more(webSocket);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(1006);
    }

    private static JsonNode read(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] inflate(byte[] bytes) {
        int length = bytes.length;
        boolean flushed =
                length >= 4
                        && bytes[length - 4] == 0
                        && bytes[length - 3] == 0
                        && bytes[length - 2] == (byte) 0xFF
                        && bytes[length - 1] == (byte) 0xFF;
        if (!flushed) {
            throw new AssertionError("a message does not end in a sync flush");
        }
        inflater.setInput(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8_192];
        try {
            int count = inflater.inflate(buffer);
            while (count > 0) {
                out.write(buffer, 0, count);
                count = inflater.inflate(buffer);
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }
}
