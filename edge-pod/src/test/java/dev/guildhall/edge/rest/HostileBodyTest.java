package dev.guildhall.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.edge.rest.ApiServer.Answered;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies that nobody should send: each has its status, and the server goes on.
class HostileBodyTest {

    private static final String MESSAGES = "/channels/200/messages";

    private ApiServer api;

    @BeforeEach
    void start() throws Exception {
        api = ApiServer.start();
    }

    @AfterEach
    void stop() throws Exception {
        assertThat(api.get("/users/@me").status()).isEqualTo(200);
        assertThat(api.metrics.find("edge_rest_in_flight").gauge().value()).isZero();
        assertThat(api.metrics.find("edge_rest_body_bytes").gauge().value()).isZero();
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"content\":}",
                "nonsense",
                "{} {}",
                "{\"content\":\"\\x\"}",
                "{'content':'a'}",
                "{\"content\":NaN}",
                "\u0000"
            })
    void brokenJsonIsInvalid(String body) {
        Answered answered = api.post(MESSAGES, body);

        assertThat(answered.status()).isEqualTo(400);
        assertThat(answered.response().body())
                .isEqualTo(
                        "{\"message\":\"The request body contains invalid JSON.\",\"code\":50109}");
    }

    @Test
    void deepNestingIsInvalid() {
        Answered answered = api.post(MESSAGES, "[".repeat(100_000) + "]".repeat(100_000));

        assertThat(answered.status()).isEqualTo(400);
        assertThat(answered.json().path("code").asInt()).isEqualTo(50109);
    }

    @Test
    void brokenUtf8IsInvalid() {
        byte[] bytes = {'{', '"', 'c', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'};

        Answered answered = api.send(json().POST(BodyPublishers.ofByteArray(bytes)));

        assertThat(answered.status()).isEqualTo(400);
        assertThat(answered.json().path("code").asInt()).isEqualTo(50109);
    }

    @Test
    void anAnnouncedOversizeBodyIsTooLarge() {
        Answered answered = api.post(MESSAGES, "x".repeat(3 << 20));

        assertThat(answered.status()).isEqualTo(413);
        assertThat(answered.json().path("code").asInt()).isEqualTo(40005);
        assertThat(api.metrics.counter("edge_rest_body_too_large").count()).isEqualTo(1);
    }

    @Test
    void aStreamedOversizeBodyIsTooLarge() {
        byte[] bytes = new byte[3 << 20];

        Answered answered =
                api.send(
                        json().POST(
                                        BodyPublishers.ofInputStream(
                                                () -> new ByteArrayInputStream(bytes))));

        assertThat(answered.status()).isEqualTo(413);
    }

    @Test
    void aHugeBodyIsNotEvenRead() throws Exception {
        // Given
        String head =
                """
                POST /api/v10/channels/200/messages HTTP/1.1\r
                Host: localhost\r
                Authorization: %s\r
                Content-Type: application/json\r
                Content-Length: 10000000000\r
                \r
                {\
                """
                        .formatted(Samples.ADA_TOKEN);

        // When
        try (Socket socket = new Socket("127.0.0.1", api.port())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            // Then
            assertThat(answer).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void aBodyThatBreaksOffHurtsNobody() throws Exception {
        // Given
        String head =
                """
                POST /api/v10/channels/200/messages HTTP/1.1\r
                Host: localhost\r
                Authorization: %s\r
                Content-Type: application/json\r
                Content-Length: 1000\r
                \r
                {"content":\
                """
                        .formatted(Samples.ADA_TOKEN);

        // When
        for (int i = 0; i < 50; i++) {
            try (Socket socket = new Socket("127.0.0.1", api.port())) {
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            }
        }

        // Then
        await().until(() -> api.metrics.find("edge_rest_in_flight").gauge().value() == 0);
        assertThat(api.relays.commands).isEmpty();
    }

    @Test
    void aStreamedBodyIsRead() {
        // Given
        api.relays.accept(new Event.MessageCreated(Samples.message("hi"), null, false));
        byte[] bytes =
                ("{\"content\":\"" + "a".repeat(1999) + "\"}").getBytes(StandardCharsets.UTF_8);

        // When
        Answered answered =
                api.send(
                        json().POST(
                                        BodyPublishers.ofInputStream(
                                                () -> new ByteArrayInputStream(bytes))));

        // Then
        assertThat(answered.status()).isEqualTo(200);
        assertThat(((Command.CreateMessage) api.relays.command()).content()).hasSize(1999);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "12", "true", "null"})
    void aBodyThatIsNoObjectIsAFormError(String body) {
        Answered answered = api.post(MESSAGES, body);

        assertThat(answered.status()).isEqualTo(400);
        assertThat(answered.json().path("code").asInt()).isEqualTo(50035);
        assertThat(answered.json().at("/errors/_errors/0/code").asText())
                .isEqualTo("MODEL_TYPE_CONVERT");
    }

    @Test
    void wrongTypesAreToldByTheirPath() {
        Answered answered =
                api.post(
                        MESSAGES,
                        """
                        {"content": {}, "tts": "maybe", "flags": "many",
                         "embeds": [{"title": [], "color": -1, "fields": [{"name": "n"}]}, 7],
                         "message_reference": {"message_id": "x"},
                         "allowed_mentions": {"parse": ["cats"], "users": {}}}
                        """);

        assertThat(answered.status()).isEqualTo(400);
        assertThat(answered.json().path("message").asText()).isEqualTo("Invalid Form Body");
        assertThat(code(answered, "content")).isEqualTo("STRING_TYPE_CONVERT");
        assertThat(code(answered, "tts")).isEqualTo("BOOLEAN_TYPE_CONVERT");
        assertThat(code(answered, "flags")).isEqualTo("NUMBER_TYPE_COERCE");
        assertThat(code(answered, "embeds/0/title")).isEqualTo("STRING_TYPE_CONVERT");
        assertThat(code(answered, "embeds/0/color")).isEqualTo("NUMBER_TYPE_MIN");
        assertThat(code(answered, "embeds/0/fields/0/value")).isEqualTo("BASE_TYPE_REQUIRED");
        assertThat(code(answered, "embeds/1")).isEqualTo("MODEL_TYPE_CONVERT");
        assertThat(code(answered, "message_reference/message_id")).isEqualTo("NUMBER_TYPE_COERCE");
        assertThat(code(answered, "allowed_mentions/parse")).isEqualTo("BASE_TYPE_CHOICES");
        assertThat(code(answered, "allowed_mentions/users")).isEqualTo("LIST_TYPE_CONVERT");
    }

    @Test
    void snowflakesComeAsNumbersToo() {
        // Given
        api.relays.accept(new Event.MessageCreated(Samples.message("hi"), null, false));

        // When
        Answered answered =
                api.post(
                        MESSAGES,
                        "{\"content\":\"hi\",\"nonce\":12,\"message_reference\":{\"message_id\":300}}");

        // Then
        assertThat(answered.status()).isEqualTo(200);
        Command.CreateMessage sent = (Command.CreateMessage) api.relays.command();
        assertThat(sent.replyTo()).isEqualTo(Samples.MESSAGE);
        assertThat(sent.nonce()).isEqualTo("12");
    }

    @Test
    void lonelySurrogatesAreReplaced() {
        // Given
        api.relays.accept(new Event.MessageCreated(Samples.message("hi"), null, false));

        // When
        Answered answered = api.post(MESSAGES, "{\"content\":\"a\\ud800b\"}");

        // Then
        assertThat(answered.status()).isEqualTo(200);
        assertThat(((Command.CreateMessage) api.relays.command()).content()).isEqualTo("a\uFFFDb");
    }

    @Test
    void hugeNumbersAndManyErrorsAreBounded() {
        String embeds = "{\"color\":99999999999999999999},".repeat(9) + "{\"color\":1e400}";
        String users = "\"x\",".repeat(99) + "\"x\"";

        Answered answered =
                api.post(
                        MESSAGES,
                        "{\"embeds\":[%s],\"allowed_mentions\":{\"users\":[%s]}}"
                                .formatted(embeds, users));

        assertThat(answered.status()).isEqualTo(400);
        assertThat(answered.response().body().length()).isLessThan(10_000);
    }

    @Test
    void anotherContentTypeIsRefused() {
        Answered answered =
                api.send(
                        api.request("/api/v10" + MESSAGES)
                                .header("Authorization", Samples.ADA_TOKEN)
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("{\"content\":\"hi\"}")));

        assertThat(answered.status()).isEqualTo(400);
        assertThat(answered.json().path("message").asText())
                .startsWith("Expected \"Content-Type\"");
    }

    @Test
    void randomBodiesNeverBreakAnything() {
        long seed = 20_261_121;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);

            Answered answered = api.send(json().POST(BodyPublishers.ofByteArray(bytes)));

            assertThat(answered.status()).isEqualTo(400);
        }
    }

    private HttpRequest.Builder json() {
        return api.request("/api/v10" + MESSAGES)
                .header("Authorization", Samples.ADA_TOKEN)
                .header("Content-Type", "application/json");
    }

    private static String code(Answered answered, String path) {
        return answered.json().at("/errors/" + path + "/_errors/0/code").asText();
    }
}
