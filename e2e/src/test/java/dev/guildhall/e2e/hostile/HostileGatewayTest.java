package dev.guildhall.e2e.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhall.e2e.running.RunningGuildhall;
import dev.guildhall.e2e.running.SampleSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Hostile gateway clients get the exact close code, and the server goes on: after each test a bot
/// logs in, sends and hears.
class HostileGatewayTest {

    private static final String HEARTBEAT = "{\"op\":1,\"d\":null}";
    private static final int CONNECTIONS = 5_000;
    private static final int RANDOM_FRAMES = 10_000;

    /// A client may be silent for 6 s, one and a half intervals, and wait 10 s to identify.
    private static final Map<String, String> SHORT_WAITS =
            Map.of("GUILDHALL_HEARTBEAT_MS", "4000", "GUILDHALL_IDENTIFY_TIMEOUT_MS", "10000");

    /// How long anything may take that a server's timer decides, on a busy machine.
    private static final int PATIENCE_MS = 60_000;

    private static RunningGuildhall guildhall;
    private static EdgeMetrics metrics;
    private static WellBehavedBot bot;
    private static String token;
    private static URI gateway;

    @BeforeAll
    static void start() throws Exception {
        String spec = SampleSpec.withoutRateLimits("hostile-gateway").toString();
        guildhall = RunningGuildhall.start("hostile-gateway", SHORT_WAITS, "-f", spec);
        metrics = EdgeMetrics.of(guildhall);
        gateway = guildhall.gateway();
        token = guildhall.createBot("hostile");
        bot = new WellBehavedBot(guildhall.api(), gateway, guildhall.createBot("well.behaved"));
    }

    @AfterAll
    static void stop() throws Exception {
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
    void aPayloadOver4096BytesIsClosedWith4002() throws IOException {
        for (int length : new int[] {5_000, 100_000, 3_000_000}) {
            assertThat(closeAfter("{\"op\":1,\"d\":null,\"x\":\"" + "a".repeat(length) + "\"}"))
                    .as(length + " bytes")
                    .isEqualTo(4002);
        }
    }

    @Test
    void aPayloadOver4096BytesInSmallFragmentsIsClosedWith4002() throws IOException {
        byte[] fragment = "a".repeat(1_000).getBytes(StandardCharsets.UTF_8);
        try (RawGateway connection = RawGateway.connect(gateway)) {
            connection.frame(
                    RawGateway.TEXT, "{\"op\":1,\"x\":\"".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 5; i++) {
                connection.frame(RawGateway.CONTINUATION, fragment);
            }
            assertThat(connection.readClose()).isEqualTo(4002);
        }
    }

    @Test
    void aPayloadOf4096BytesIsRead() throws IOException {
        String start = "{\"op\":1,\"d\":null,\"x\":\"";
        try (RawGateway connection = RawGateway.connect(gateway)) {
            connection.send(start + "a".repeat(4_096 - start.length() - 2) + "\"}");
            assertThat(connection.await(11, null)).isNotNull();
        }
    }

    @Test
    void badJsonIsClosedWith4002() throws IOException {
        assertThat(closeAfter("{\"op\":1,")).isEqualTo(4002);
        assertThat(closeAfter("")).isEqualTo(4002);
        assertThat(closeAfter("[]")).isEqualTo(4002);
        assertThat(closeAfter("\"op\"")).isEqualTo(4002);
        assertThat(closeAfter("{\"op\":1,\"d\":null}{")).isEqualTo(4002);
        assertThat(closeAfter("[".repeat(4_000))).isEqualTo(4002);
    }

    @Test
    void wrongTypesAreClosedWith4002() throws IOException {
        assertThat(closeAfter("{\"op\":\"two\",\"d\":null}")).isEqualTo(4002);
        assertThat(closeAfter("{\"op\":2,\"d\":7}")).isEqualTo(4002);
        assertThat(closeAfter("{\"op\":2,\"d\":{\"token\":[1],\"properties\":{},\"intents\":1}}"))
                .isEqualTo(4002);
    }

    @Test
    void anUnknownOpcodeIsClosedWith4001() throws IOException {
        assertThat(closeAfter("{\"op\":99,\"d\":null}")).isEqualTo(4001);
        assertThat(closeAfter("{\"op\":-1,\"d\":null}")).isEqualTo(4001);
        assertThat(closeAfter("{\"op\":10,\"d\":null}")).isEqualTo(4001);
    }

    @Test
    void anythingBeforeIdentifyIsClosedWith4003() throws IOException {
        assertThat(closeAfter("{\"op\":8,\"d\":{\"guild_id\":\"1\",\"query\":\"\",\"limit\":0}}"))
                .isEqualTo(4003);
    }

    @Test
    void identifyTwiceIsClosedWith4005() throws IOException {
        try (RawGateway connection = identified()) {
            connection.identify(token);
            assertThat(connection.readClose()).isEqualTo(4005);
        }
    }

    @Test
    void aTokenOfNobodyIsClosedWith4004() throws IOException {
        try (RawGateway connection = RawGateway.connect(gateway)) {
            connection.identify("MQ.MQ.forged");
            assertThat(connection.readClose()).isEqualTo(4004);
        }
    }

    @Test
    void theTokenOfADeletedBotIsClosedWith4004() throws Exception {
        String doomed = guildhall.createBot("doomed");
        try (RawGateway connection = RawGateway.connect(gateway)) {
            // Given
            connection.identify(doomed);
            connection.await(0, "READY");

            // When
            guildhall.launcher("bot", "delete", "doomed");

            // Then
            assertThat(connection.closeWhileBeating(30)).isEqualTo(4004);
        }
        try (RawGateway connection = RawGateway.connect(gateway)) {
            connection.identify(doomed);
            assertThat(connection.readClose()).isEqualTo(4004);
        }
    }

    @Test
    void anUnknownVersionIsClosedWith4012() throws IOException {
        try (RawGateway connection = new RawGateway(gateway, "/?v=5&encoding=json", 0)) {
            assertThat(connection.readClose()).isEqualTo(4012);
        }
    }

    @Test
    void anInvalidShardIsClosedWith4010() throws IOException {
        assertThat(closeAfter(identifyWith("\"intents\":1,\"shard\":[3,2]"))).isEqualTo(4010);
    }

    @Test
    void invalidIntentsAreClosedWith4013() throws IOException {
        assertThat(closeAfter(identifyWith("\"intents\":-1"))).isEqualTo(4013);
    }

    @Test
    void the121stPayloadInAMinuteIsClosedWith4008() throws IOException {
        try (RawGateway connection = identified()) { // by the first payload
            for (int i = 2; i <= 120; i++) {
                connection.send(HEARTBEAT);
                assertThat(connection.await(11, null)).isNotNull();
            }
            connection.send(HEARTBEAT);
            assertThat(connection.readClose()).isEqualTo(4008);
        }
    }

    @Test
    void aResumeFromTheFutureIsClosedWith4007() throws IOException {
        // Given
        String sessionId;
        try (RawGateway first = RawGateway.connect(gateway)) {
            first.identify(token);
            sessionId = first.await(0, "READY").get("d").get("session_id").asText();
        }

        // When
        int code =
                closeAfter(
                        "{\"op\":6,\"d\":{\"token\":\"%s\",\"session_id\":\"%s\",\"seq\":2000000000}}"
                                .formatted(token, sessionId));

        // Then
        assertThat(code).isEqualTo(4007);
    }

    @Test
    void snowflakesAsNumbersAreAccepted() throws IOException {
        try (RawGateway connection = RawGateway.connect(gateway)) {
            connection.identify(token);
            String guildId = connection.await(0, "GUILD_CREATE").get("d").get("id").asText();
            connection.send(
                    "{\"op\":8,\"d\":{\"guild_id\":%s,\"query\":\"well\",\"limit\":5}}"
                            .formatted(guildId));
            JsonNode chunk = connection.await(0, "GUILD_MEMBERS_CHUNK").get("d");
            assertThat(chunk.get("members").findValuesAsText("username"))
                    .containsExactly("well.behaved");
        }
    }

    @Test
    void brokenFramesAreClosedWith1002() throws IOException {
        byte[] heartbeat = HEARTBEAT.getBytes(StandardCharsets.UTF_8);
        try (RawGateway unmasked = RawGateway.connect(gateway)) {
            byte[] frame = new byte[heartbeat.length + 2];
            frame[0] = (byte) 0x81;
            frame[1] = (byte) heartbeat.length;
            System.arraycopy(heartbeat, 0, frame, 2, heartbeat.length);
            unmasked.bytes(frame, frame.length);
            assertThat(unmasked.readClose()).isEqualTo(1002);
        }
        try (RawGateway reserved = RawGateway.connect(gateway)) {
            reserved.frame(0xF0 | RawGateway.TEXT, heartbeat);
            assertThat(reserved.readClose()).isEqualTo(1002);
        }
    }

    @Test
    void textThatIsNotUtf8IsClosedWith4002() throws IOException {
        byte[] heartbeat =
                "{\"op\":1,\"d\":null,\"x\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);
        try (RawGateway connection = RawGateway.connect(gateway)) {
            connection.frame(0x80 | RawGateway.TEXT, heartbeat);
            assertThat(connection.readClose()).isEqualTo(4002);
        }
    }

    @Test
    void aBinaryFrameIsReadLikeText() throws IOException {
        try (RawGateway connection = RawGateway.connect(gateway)) {
            connection.frame(
                    0x80 | RawGateway.BINARY,
                    "{\"op\":1,\"d\":null}".getBytes(StandardCharsets.UTF_8));
            assertThat(connection.await(11, null)).isNotNull();
        }
    }

    @Test
    void aSessionWithoutHeartbeatsIsClosedAndCanResume() throws IOException {
        try (RawGateway zombie = RawGateway.connect(gateway)) {
            // Given
            zombie.identify(token, 1);
            String sessionId = zombie.await(0, "READY").get("d").get("session_id").asText();
            zombie.await(0, "GUILD_CREATE");

            // When
            zombie.patience(PATIENCE_MS);
            int code = zombie.readClose();

            // Then
            assertThat(code).isEqualTo(4000);
            try (RawGateway back = RawGateway.connect(gateway)) {
                back.resume(token, sessionId, zombie.lastSeq());
                assertThat(back.await(0, "RESUMED")).isNotNull();
            }
        }
    }

    @Test
    void randomFramesHarmNobodyElse() throws Exception {
        // Given
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        System.out.println("seed " + seed);
        double bugs = metrics.closes(4000);

        // When
        Fuzz.Outcome outcome = new Fuzz(gateway, seed).run(RANDOM_FRAMES);

        // Then
        System.out.println(outcome);
        assertThat(outcome.afterText().keySet()).contains(4001, 4002, 4003).isSubsetOf(Fuzz.FAULTS);
        assertThat(outcome.afterNoise().keySet()).contains(1002, 4002);
        assertThat(metrics.closes(4000)).as("connections closed for a bug").isEqualTo(bugs);
    }

    @Test
    void connectionsThatNeverIdentifyHarmNobodyElse() throws Exception {
        double before = metrics.closes(4003);
        List<RawGateway> silent = new ArrayList<>();
        try {
            // When
            while (silent.size() < CONNECTIONS) {
                silent.add(new RawGateway(gateway, "/?v=10&encoding=json", 0));
            }

            // Then
            bot.sendsAndHears();
            for (RawGateway each : silent) {
                each.patience(PATIENCE_MS);
                assertThat(each.readClose()).isEqualTo(4003);
            }
            assertThat(metrics.closes(4003)).isEqualTo(before + CONNECTIONS);
        } finally {
            for (RawGateway each : silent) {
                each.close();
            }
        }
    }

    private static RawGateway identified() throws IOException {
        RawGateway connection = RawGateway.connect(gateway);
        connection.identify(token);
        connection.await(0, "READY");
        return connection;
    }

    private static String identifyWith(String fields) {
        return "{\"op\":2,\"d\":{\"token\":\"%s\",\"properties\":{},%s}}".formatted(token, fields);
    }

    private static int closeAfter(String payload) throws IOException {
        try (RawGateway connection = RawGateway.connect(gateway)) {
            connection.send(payload);
            return connection.readClose();
        }
    }
}
