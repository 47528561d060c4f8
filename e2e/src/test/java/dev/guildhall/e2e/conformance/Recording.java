package dev.guildhall.e2e.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhall.e2e.wire.Conversation;
import dev.guildhall.e2e.wire.HttpExchange;
import dev.guildhall.e2e.wire.ProxiedConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// All that went over recorded connections, as lines for [Conformance], and the rules that no
/// schema can say.
public final class Recording {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> lines = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();

    private Recording() {}

    /// Reads every connection's recording.
    public static Recording of(List<ProxiedConnection> connections) throws IOException {
        var recording = new Recording();
        int number = 0;
        for (ProxiedConnection connection : connections) {
            number++;
            recording.add("connection " + number, connection.conversation());
        }
        return recording;
    }

    /// One line for each REST answer and each gateway payload.
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /// What breaks a rule that is no matter of types: a content type other than exactly
    /// `application/json`, numbers of dispatches on one connection that do not grow.
    public List<String> broken() {
        return List.copyOf(broken);
    }

    private void add(String where, Conversation conversation) throws IOException {
        for (HttpExchange each : conversation.exchanges()) {
            if (each.target().startsWith("/api/")) {
                addAnswer(where, each);
            }
        }
        long last = -1;
        for (String text : conversation.received()) {
            JsonNode payload = JSON.readTree(text);
            ObjectNode line = JSON.createObjectNode().put("where", where);
            line.set("gateway", payload);
            lines.add(line.toString());
            if (payload.path("op").asInt() == 0) {
                long seq = payload.path("s").asLong(-1);
                if (seq <= last) {
                    broken.add(where + ": s is " + seq + " after " + last + " in " + text);
                }
                last = seq;
            }
        }
    }

    private void addAnswer(String where, HttpExchange exchange) throws IOException {
        String call = exchange.method() + " " + exchange.target() + " " + exchange.status();
        String contentType = exchange.answerHeaders().getOrDefault("content-type", "none");
        boolean empty = exchange.answer().isEmpty();
        if (!empty && !contentType.equals("application/json")) {
            broken.add(where + " " + call + ": content type " + contentType);
            return;
        }
        ObjectNode line = JSON.createObjectNode().put("where", where + " " + call);
        line.putObject("rest")
                .put("method", exchange.method())
                .put("path", exchange.target())
                .put("status", exchange.status());
        line.set("value", empty ? JSON.nullNode() : JSON.readTree(exchange.answer()));
        lines.add(line.toString());
    }
}
