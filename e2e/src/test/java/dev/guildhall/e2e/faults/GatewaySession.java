package dev.guildhall.e2e.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// A gateway client that behaves as libraries do: beats, resumes what can be resumed, identifies
/// again when told so.
///
/// All its work happens on `timer`'s one thread.
final class GatewaySession implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long RETRY_MS = 200;
    private static final int INTENTS = 1 | 1 << 9 | 1 << 15;

    private final HttpClient http;
    private final ScheduledExecutorService timer;
    private final URI gateway;
    private final String token;
    private final Journal journal;
    private WebSocket socket;
    private String sessionId;
    private long seq;
    private boolean closed;

    GatewaySession(
            HttpClient http,
            ScheduledExecutorService timer,
            URI gateway,
            String token,
            Journal journal) {
        this.http = http;
        this.timer = timer;
        this.gateway = gateway;
        this.token = token;
        this.journal = journal;
        timer.execute(this::connect);
    }

    private void connect() {
        if (closed) {
            return;
        }
        http.newWebSocketBuilder()
                .buildAsync(URI.create(gateway + "/?v=10&encoding=json"), new Frames())
                .whenComplete((opened, failure) -> {
                    if (failure != null) {
                        timer.schedule(this::connect, RETRY_MS, TimeUnit.MILLISECONDS);
                    }
                });
    }

    /// Reads frames; everything else is handed to the timer's thread.
    private final class Frames implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void onOpen(WebSocket opened) {
            timer.execute(() -> socket = opened);
            opened.request(1);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                String frame = text.toString();
                text.setLength(0);
                timer.execute(() -> receive(from, frame));
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            timer.execute(() -> lost(from, code));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            timer.execute(() -> lost(from, 1006));
        }
    }

    private void lost(WebSocket from, int code) {
        if (from != socket || closed) {
            return;
        }
        socket = null;
        if (code == 4007 || code == 4009) {
            forget();
        }
        timer.schedule(this::connect, RETRY_MS, TimeUnit.MILLISECONDS);
    }

    private void receive(WebSocket from, String frame) {
        if (from != socket) {
            return;
        }
        try {
            JsonNode payload = JSON.readTree(frame);
            switch (payload.get("op").asInt()) {
                case 0 -> dispatched(payload);
                case 1 -> beat(from);
                case 7 -> from.abort();
                case 9 -> invalid(from, payload.get("d").asBoolean());
                case 10 -> hello(from, payload.get("d").get("heartbeat_interval").asLong());
                default -> {}
            }
        } catch (java.io.IOException e) {
            throw new IllegalStateException("a frame that is not JSON: " + frame, e);
        }
    }

    private void hello(WebSocket from, long intervalMs) {
        timer.schedule(() -> keepBeating(from, intervalMs), intervalMs / 2, TimeUnit.MILLISECONDS);
        if (sessionId != null) {
            send(
                    from,
                    "{\"op\":6,\"d\":{\"token\":\"%s\",\"session_id\":\"%s\",\"seq\":%d}}"
                            .formatted(token, sessionId, seq));
        } else {
            send(
                    from,
                    "{\"op\":2,\"d\":{\"token\":\"%s\",\"intents\":%d,\"properties\":{\"os\":\"linux\",\"browser\":\"e2e\",\"device\":\"e2e\"}}}"
                            .formatted(token, INTENTS));
        }
    }

    private void keepBeating(WebSocket from, long intervalMs) {
        if (from == socket && !closed) {
            beat(from);
            timer.schedule(() -> keepBeating(from, intervalMs), intervalMs, TimeUnit.MILLISECONDS);
        }
    }

    private void beat(WebSocket from) {
        send(from, "{\"op\":1,\"d\":%s}".formatted(seq == 0 ? "null" : seq));
    }

    private void invalid(WebSocket from, boolean resumable) {
        if (!resumable) {
            forget();
        }
        socket = null;
        from.abort();
        timer.schedule(this::connect, RETRY_MS, TimeUnit.MILLISECONDS);
    }

    private void forget() {
        journal.sessionEnded();
        sessionId = null;
        seq = 0;
    }

    private void dispatched(JsonNode payload) {
        seq = payload.get("s").asLong();
        JsonNode d = payload.get("d");
        switch (payload.get("t").asText()) {
            case "READY" -> sessionId = d.get("session_id").asText();
            case "GUILD_CREATE" -> journal.sessionStarted();
            case "MESSAGE_CREATE" -> journal.received(d.get("id").asLong(), content(d));
            default -> {}
        }
    }

    /// The nonce is the content's first word: only the author gets it as a field.
    private static String content(JsonNode message) {
        return message.get("content").asText().split(" ", 2)[0];
    }

    private static void send(WebSocket to, String frame) {
        to.sendText(frame, true);
    }

    @Override
    public void close() {
        timer.execute(() -> {
            closed = true;
            if (socket != null) {
                socket.abort();
            }
        });
    }
}
