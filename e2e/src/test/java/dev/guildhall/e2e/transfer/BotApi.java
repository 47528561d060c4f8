package dev.guildhall.e2e.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.StreamSupport;

/// What a bot sees of its first guild over HTTP.
final class BotApi implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 100;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String token;

    BotApi(String api, String token) {
        this.base = api + "/v10";
        this.token = token;
    }

    String guildId() throws IOException, InterruptedException {
        return get("/users/@me/guilds").get(0).get("id").asText();
    }

    String textChannelId() throws IOException, InterruptedException {
        return StreamSupport.stream(get("/guilds/" + guildId() + "/channels").spliterator(), false)
                .filter(channel -> channel.get("type").asInt() == 0)
                .findFirst()
                .orElseThrow()
                .get("id")
                .asText();
    }

    /// Gives the message's id.
    String post(String channelId, String content) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(JSON.createObjectNode().put("content", content));
        return call("POST", "/channels/" + channelId + "/messages", body).get("id").asText();
    }

    /// The ids of all messages, oldest first.
    List<String> history(String channelId) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        String before = "";
        while (true) {
            JsonNode page = get("/channels/" + channelId + "/messages?limit=" + PAGE + before);
            page.forEach(message -> ids.add(message.get("id").asText()));
            if (page.size() < PAGE) {
                Collections.reverse(ids);
                return ids;
            }
            before = "&before=" + ids.getLast();
        }
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return call("GET", path, "");
    }

    private JsonNode call(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bot " + token)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body))
                        .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError(
                    "%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        client.close();
    }
}
