package dev.guildhall.e2e.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;

/// A bot that does everything right: what it can do shows that the server goes on.
final class WellBehavedBot {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger sent = new AtomicInteger();
    private final URI api;
    private final URI gateway;
    private final String token;

    WellBehavedBot(URI api, URI gateway, String token) {
        this.api = api;
        this.gateway = gateway;
        this.token = token;
    }

    /// A connection that has identified.
    RawGateway connect() throws IOException {
        RawGateway connection = RawGateway.connect(gateway);
        connection.identify(token);
        return connection;
    }

    /// Logs in, sends a message, and hears it on the gateway.
    void sendsAndHears() throws IOException, InterruptedException {
        try (RawGateway connection = connect()) {
            JsonNode guild = connection.await(0, "GUILD_CREATE").get("d");
            String content = "still here " + sent.incrementAndGet();
            HttpResponse<String> answer = post(textChannel(guild), content);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode heard;
            do {
                heard = connection.await(0, "MESSAGE_CREATE").get("d");
            } while (!heard.get("content").asText().equals(content));
        }
    }

    HttpResponse<String> post(String channelId, String content)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(api + "/v10/channels/" + channelId + "/messages"))
                        .header("Authorization", "Bot " + token)
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        JSON.writeValueAsString(
                                                java.util.Map.of("content", content))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    static String textChannel(JsonNode guild) {
        for (JsonNode channel : guild.get("channels")) {
            if (channel.get("type").asInt() == 0) {
                return channel.get("id").asText();
            }
        }
        throw new AssertionError("no text channel");
    }
}
