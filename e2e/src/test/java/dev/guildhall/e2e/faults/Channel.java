package dev.guildhall.e2e.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A text channel as read over HTTP with a bot's token.
record Channel(URI api, String token, String guildId, String id) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 100;

    /// The first text channel of the bot's first guild.
    static Channel firstText(URI api, String token) throws IOException, InterruptedException {
        String guild = get(api, token, "/users/@me/guilds").get(0).get("id").asText();
        for (JsonNode channel : get(api, token, "/guilds/" + guild + "/channels")) {
            if (channel.get("type").asInt() == 0) {
                return new Channel(api, token, guild, channel.get("id").asText());
            }
        }
        throw new AssertionError("guild " + guild + " has no text channel");
    }

    /// All messages, the oldest first. The nonce is the content's first word.
    List<HistoryChecker.Stored> history() throws IOException, InterruptedException {
        List<HistoryChecker.Stored> all = new ArrayList<>();
        String before = "";
        while (true) {
            JsonNode page = get(api, token, "/channels/" + id + "/messages?limit=" + PAGE + before);
            for (JsonNode message : page) {
                String nonce = message.get("content").asText().split(" ", 2)[0];
                all.add(new HistoryChecker.Stored(message.get("id").asLong(), nonce));
            }
            if (page.size() < PAGE) {
                Collections.reverse(all);
                return all;
            }
            before = "&before=" + all.getLast().messageId();
        }
    }

    private static JsonNode get(URI api, String token, String path)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(api + "/v10" + path))
                        .header("Authorization", "Bot " + token)
                        .build();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 429) {
                Thread.sleep(
                        (long) (JSON.readTree(answer.body()).get("retry_after").asDouble() * 1_000)
                                + 1);
                return get(api, token, path);
            }
            if (answer.statusCode() != 200) {
                throw new AssertionError(
                        "GET %s: %d %s".formatted(path, answer.statusCode(), answer.body()));
            }
            return JSON.readTree(answer.body());
        }
    }
}
