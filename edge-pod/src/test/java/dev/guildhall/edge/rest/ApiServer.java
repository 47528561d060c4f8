package dev.guildhall.edge.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.time.FakeTicker;
import dev.guildhall.edge.rest.limit.RateLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/// The API on a real server, with fakes behind it: ada and a bot may call, in guild 100 with
/// channel 200.
final class ApiServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    final FakeAccounts accounts = new FakeAccounts();
    final FakeRelays relays = new FakeRelays();
    final FakeTicker ticker = new FakeTicker();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final List<Joined> joined = new ArrayList<>();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);
    private final HttpClient client = HttpClient.newHttpClient();

    /// Who was said to have joined what.
    record Joined(UserId userId, GuildId guildId) {}

    /// An answer with its body parsed.
    record Answered(int status, HttpResponse<String> response) {

        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new AssertionError(response.body(), e);
            }
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    static ApiServer start() throws Exception {
        return start(RateLimits.off(), true);
    }

    static ApiServer start(RateLimits limits, boolean authDev) throws Exception {
        return new ApiServer(limits, authDev);
    }

    private ApiServer(RateLimits limits, boolean authDev) throws Exception {
        accounts.identities.put(Samples.ADA_TOKEN, Samples.person(Samples.ADA));
        accounts.identities.put(Samples.BOT_TOKEN, Samples.bot());
        accounts.users.put(Samples.ADA.id(), Samples.ADA);
        accounts.users.put(Samples.BOB.id(), Samples.BOB);
        accounts.channels.put(Samples.CHANNEL, Samples.GUILD);
        accounts.guilds.add(Samples.GUILD);
        RestConfig config = new RestConfig("ws://127.0.0.1:1", authDev, limits, 1 << 20, 100, 16);
        RestServices services =
                new RestServices(
                        accounts, relays, (user, guild) -> joined.add(new Joined(user, guild)));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new RestHandler(config, services, ticker, metrics));
        server.start();
    }

    int port() {
        return connector.getLocalPort();
    }

    Answered get(String path) {
        return send("GET", path, null);
    }

    Answered put(String path) {
        return send("PUT", path, null);
    }

    Answered delete(String path) {
        return send("DELETE", path, null);
    }

    Answered post(String path, String json) {
        return send("POST", path, json);
    }

    Answered patch(String path, String json) {
        return send("PATCH", path, json);
    }

    /// As ada, on v10; `json` null sends no body.
    Answered send(String method, String path, String json) {
        HttpRequest.Builder request = request("/api/v10" + path);
        request.header("Authorization", Samples.ADA_TOKEN);
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        return send(
                request.method(
                        method,
                        json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(TIMEOUT);
    }

    Answered send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Answered(response.statusCode(), response);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws Exception {
        client.close();
        server.stop();
    }
}
