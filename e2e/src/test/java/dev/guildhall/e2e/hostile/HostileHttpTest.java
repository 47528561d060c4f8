package dev.guildhall.e2e.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhall.e2e.running.RunningGuildhall;
import dev.guildhall.e2e.running.SampleSpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Hostile HTTP requests get the exact status and Discord's error body, and the server goes on.
class HostileHttpTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static HttpClient http;
    private static RunningGuildhall guildhall;
    private static WellBehavedBot bot;
    private static String token;
    private static String channelId;

    @BeforeAll
    static void start() throws Exception {
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        String spec = SampleSpec.withRateLimits("hostile-http", "send=1000/1").toString();
        guildhall = RunningGuildhall.start("hostile-http", "-f", spec);
        token = guildhall.createBot("hostile");
        bot =
                new WellBehavedBot(
                        guildhall.api(), guildhall.gateway(), guildhall.createBot("well.behaved"));
        try (RawGateway gateway = RawGateway.connect(guildhall.gateway())) {
            gateway.identify(token);
            channelId = WellBehavedBot.textChannel(gateway.await(0, "GUILD_CREATE").get("d"));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        http.close();
        if (guildhall != null) {
            try {
                EdgeLog.hasNoErrors(guildhall);
            } finally {
                guildhall.close();
            }
        }
    }

    @AfterEach
    void theServerGoesOn() throws Exception {
        bot.sendsAndHears();
    }

    @Test
    void aTokenOfNobodyIs401() throws Exception {
        HttpResponse<String> answer = send("GET", "/users/@me", "Bot MQ.MQ.forged", null);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(JSON.readTree(answer.body()))
                .isEqualTo(JSON.readTree("{\"message\":\"401: Unauthorized\",\"code\":0}"));
    }

    @Test
    void badJsonIs400WithCode50109() throws Exception {
        List<String> bodies =
                List.of("{", "nonsense", "{\"content\":\"a\"", "{}{}", "[".repeat(100_000));
        for (String body : bodies) {
            HttpResponse<String> answer = post(body);
            String start = body.substring(0, Math.min(20, body.length()));
            assertThat(answer.statusCode()).as(start).isEqualTo(400);
            assertThat(code(answer)).as(start).isEqualTo(50109);
        }
    }

    @Test
    void noBodyIs400WithCode50006() throws Exception {
        HttpResponse<String> answer = post("");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo(50006);
    }

    @Test
    void wrongTypesNameTheField() throws Exception {
        HttpResponse<String> answer = post("{\"content\":{\"a\":1}}");
        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode error = JSON.readTree(answer.body());
        assertThat(error.get("code").asInt()).isEqualTo(50035);
        assertThat(error.at("/errors/content/_errors/0/message").asText()).isNotBlank();
    }

    @Test
    void aContentOver2000CharactersIsRefused() throws Exception {
        HttpResponse<String> answer = post("{\"content\":\"" + "a".repeat(2_001) + "\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).at("/errors/content/_errors/0/code").asText())
                .isEqualTo("BASE_TYPE_MAX_LENGTH");
    }

    @Test
    void aBodyOverOneMebibyteIs413() throws Exception {
        assertThat(post("{\"content\":\"" + "a".repeat(2 << 20) + "\"}").statusCode())
                .isEqualTo(413);
    }

    @Test
    void snowflakesAsNumbersAreAccepted() throws Exception {
        long id = JSON.readTree(post("{\"content\":\"a message\"}").body()).get("id").asLong();
        HttpResponse<String> reply =
                post(
                        "{\"content\":\"a reply\",\"message_reference\":{\"message_id\":%d}}"
                                .formatted(id));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(JSON.readTree(reply.body()).at("/referenced_message/id").asLong()).isEqualTo(id);
    }

    @Test
    void idsThatAreNoneAreRefused() throws Exception {
        assertThat(faultOfChannel("abc")).isEqualTo("NUMBER_TYPE_COERCE");
        assertThat(faultOfChannel("-1")).isEqualTo("NUMBER_TYPE_COERCE");
        assertThat(faultOfChannel("99999999999999999999999")).isEqualTo("NUMBER_TYPE_MAX");
        assertThat(faultOfChannel("9223372036854775808")).isEqualTo("NUMBER_TYPE_MAX");
        HttpResponse<String> unknown = send("GET", "/channels/1/messages", "Bot " + token, null);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(code(unknown)).isEqualTo(10003);
    }

    @Test
    void aRouteThatDoesNotExistIs404WithCode0() throws Exception {
        HttpResponse<String> answer = send("GET", "/stickers/1", "Bot " + token, null);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(code(answer)).isZero();
    }

    @Test
    void floodingIsAnsweredWith429AndTheTimeToWait() throws Exception {
        String flooder = guildhall.createBot("flooder");
        HttpResponse<String> answer = null;
        for (int i = 0; i < 10_000 && (answer == null || answer.statusCode() != 429); i++) {
            answer = send("GET", "/users/@me", "Bot " + flooder, null);
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.get("retry_after").asDouble()).isPositive();
        assertThat(body.get("global").isBoolean()).isTrue();
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("Via")).isPresent();
    }

    private static HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return send("POST", "/channels/" + channelId + "/messages", "Bot " + token, body);
    }

    /// What a request with this id of a channel is refused for.
    private static String faultOfChannel(String id) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                send("GET", "/channels/" + id + "/messages", "Bot " + token, null);
        assertThat(answer.statusCode()).as(id).isEqualTo(400);
        assertThat(code(answer)).as(id).isEqualTo(50035);
        return JSON.readTree(answer.body()).at("/errors/channel_id/_errors/0/code").asText();
    }

    private static HttpResponse<String> send(
            String method, String path, String authorization, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(guildhall.api() + "/v10" + path))
                        .header("Authorization", authorization)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int code(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body()).get("code").asInt();
    }
}
