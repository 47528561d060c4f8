package dev.guildhall.e2e.clients;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The HTTP API without a library, as one bot.
final class RawApi {

    private static final int TRIES = 100;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final String token;

    /// @param base with the version, such as `http://127.0.0.1:8080/api/v10`
    RawApi(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /// Makes one call, whatever comes of it.
    HttpResponse<String> call(String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Authorization", "Bot " + token);
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(body));
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /// Sends messages until the bot is at its limit in that channel.
    void sendUntilLimited(String channel) throws IOException, InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            String body = "{\"content\": \"too much\"}";
            if (call("POST", "/channels/" + channel + "/messages", body).statusCode() == 429) {
                return;
            }
        }
        throw new AssertionError(TRIES + " messages met no limit");
    }
}
