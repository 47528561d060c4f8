package dev.guildhall.edge.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhall.edge.protocol.CloseCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// A client that remembers what it got.
final class RecordingWire implements Wire {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    final List<JsonNode> payloads = new ArrayList<>();
    CloseCode closed;
    boolean full;
    long backlogBytes;

    /// What may wait for the client; unless it is set, everything is taken at once.
    long maxBacklogBytes = -1;

    @Override
    public boolean send(byte[] payload) {
        if (maxBacklogBytes >= 0) {
            full |= backlogBytes > maxBacklogBytes;
            backlogBytes += payload.length;
        }
        if (full) {
            return false;
        }
        try {
            payloads.add(MAPPER.readTree(payload));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    @Override
    public void established() {}

    @Override
    public boolean hasRoom(long bytes) {
        return backlogBytes <= bytes;
    }

    @Override
    public void close(CloseCode code) {
        closed = code;
    }

    /// The types of the dispatches, and `op n` for the other payloads.
    List<String> types() {
        return payloads.stream()
                .map(p -> p.path("t").isTextual() ? p.path("t").asText() : "op " + p.path("op"))
                .toList();
    }

    JsonNode last() {
        return payloads.getLast();
    }

    long lastS() {
        return payloads.reversed().stream()
                .filter(p -> p.path("s").isNumber())
                .findFirst()
                .orElseThrow()
                .path("s")
                .longValue();
    }
}
