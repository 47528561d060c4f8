package dev.guildhall.edge.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhall.edge.fake.Samples;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {

    private static final long GUILD = 1L << 22;

    private GatewayServer server;

    @BeforeEach
    void start() throws Exception {
        server = new GatewayServer();
        server.accounts.withBot("b", 20, GUILD).withPerson("p", 30, GUILD);
        server.guilds.with(Samples.view(GUILD, 20));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/?v=10",
                "/gateway?v=9&encoding=json",
                "/gateway/",
                "/?v=10&compress=zstd-stream"
            })
    void helloComesFirst(String path) {
        // When
        TestClient client = TestClient.connect(server.uri(path));

        // Then
        JsonNode hello = client.next();
        assertThat(hello.path("op").intValue()).isEqualTo(10);
        assertThat(hello.path("d").path("heartbeat_interval").longValue()).isEqualTo(41_250);
        assertThat(hello.path("s").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?v=8", "/?v=x", "/?v=10&encoding=etf"})
    void whatIsNotSpokenIsClosed(String path) {
        assertThat(TestClient.connect(server.uri(path)).closeCode()).isEqualTo(4012);
    }

    @Test
    void readyThenGuildThenMessages() {
        // Given
        TestClient client = server.connect();

        // When
        JsonNode ready = client.identify("b");
        JsonNode guild = client.next();
        server.guilds.say(GUILD, "hello");
        JsonNode message = client.next("MESSAGE_CREATE");

        // Then
        assertThat(ready.path("d").path("guilds").toString())
                .isEqualTo("[{\"id\":\"" + GUILD + "\",\"unavailable\":true}]");
        assertThat(ready.path("d").path("resume_gateway_url").textValue())
                .isEqualTo("ws://gateway.example");
        assertThat(guild.path("t").textValue()).isEqualTo("GUILD_CREATE");
        assertThat(message.path("d").path("content").textValue()).isEqualTo("hello");
        assertThat(message.path("s").longValue())
                .isGreaterThan(guild.path("s").longValue())
                .isGreaterThan(ready.path("s").longValue());
    }

    @Test
    void zlibStreamIsOneStreamThroughout() {
        // Given
        TestClient client =
                TestClient.connect(server.uri("/?v=10&encoding=json&compress=zlib-stream"));
        client.next(10);
        client.send("{\"op\":1,\"d\":null}");
        client.next(11);

        // When
        client.identify("b");
        client.next("GUILD_CREATE");
        String large = "x".repeat(200_000);
        server.guilds.say(GUILD, large);
        server.guilds.say(GUILD, "small");

        // Then
        assertThat(client.next().path("d").path("content").textValue()).isEqualTo(large);
        assertThat(client.next().path("d").path("content").textValue()).isEqualTo("small");
        assertThat(client.binaryMessages()).isEqualTo(6);
    }

    @Test
    void binaryAndFragmentedPayloadsAreRead() {
        // Given
        TestClient client = server.connect();
        client.next(10);

        // When
        client.sendBinary("{\"op\":1,\"d\":251}".getBytes(StandardCharsets.UTF_8));
        WebSocket socket = client.socket();
        socket.sendText("{\"op\":", false).join();
        socket.sendText("1}", true).join();

        // Then
        client.next(11);
        client.next(11);
    }

    @Test
    void pingsAreAnswered() {
        // Given
        TestClient client = server.connect();
        client.next(10);

        // When
        client.socket().sendPing(ByteBuffer.wrap(new byte[] {1})).join();
        client.send("{\"op\":1,\"d\":null}");

        // Then
        client.next(11);
    }

    @Test
    void resumeReplaysWhatWasMissedAcrossShards() {
        // Given
        TestClient first = server.connect();
        JsonNode ready = first.identify("b");
        long seq = first.next("GUILD_CREATE").path("s").longValue();
        String sessionId = ready.path("d").path("session_id").textValue();
        first.socket().abort();
        await().until(() -> detached() == 1);
        server.guilds.say(GUILD, "one");
        server.guilds.say(GUILD, "two");

        for (int shard = 0; shard < 4; shard++) { // each connection is on the next shard
            // When
            TestClient again = server.connect();
            again.next(10);
            again.send("{\"op\":1,\"d\":" + seq + "}");
            again.next(11);
            again.send(TestClient.resumePayload("b", sessionId, seq));

            // Then
            List<String> types = new ArrayList<>();
            for (JsonNode next = again.next(); ; next = again.next()) {
                types.add(next.path("t").textValue());
                if (next.path("t").textValue().equals("RESUMED")) {
                    assertThat(next.path("d").toString()).isEqualTo("{}");
                    break;
                }
            }
            assertThat(types).containsExactly("MESSAGE_CREATE", "MESSAGE_CREATE", "RESUMED");
            again.send("{\"op\":1,\"d\":null}");
            again.next(11);
        }
        server.guilds.say(GUILD, "three");
        assertThat(server.guilds.subscribersOf(GUILD)).hasSize(1);
    }

    @Test
    void normalCloseEndsTheSession() {
        // Given
        TestClient client = server.connect();
        JsonNode ready = client.identify("b");

        // When
        client.socket().sendClose(1000, "").join();

        // Then
        await().until(() -> server.guilds.subscribersOf(GUILD).isEmpty());
        TestClient again = server.connect();
        again.send(
                TestClient.resumePayload("b", ready.path("d").path("session_id").textValue(), 1));
        assertThat(again.next(9).path("d").booleanValue()).isFalse();
        assertThat(client.closeCode()).isEqualTo(1000);
    }

    @Test
    void oversizeIsRefusedBeforeItIsThere() {
        // Given
        TestClient client = server.connect();
        client.next(10);

        // When
        client.socket().sendText("x".repeat(1_000_000), true);

        // Then
        assertThat(client.closeCode()).isEqualTo(4002);
    }

    @Test
    void silentConnectionsAreClosed() {
        // Given
        TestClient idle = server.connect();
        TestClient identified = server.connect();
        idle.next(10);
        identified.identify("b");

        // When
        server.ticker.advanceMs(31_000);

        // Then
        assertThat(idle.closeCode()).isEqualTo(4003);
        assertThat(identified.isOpen()).isTrue();

        // When
        server.ticker.advanceMs(31_000);

        // Then
        assertThat(identified.closeCode()).isEqualTo(4000);
        await().until(() -> detached() == 1);
    }

    @Test
    void revokedTokenIsFound() {
        // Given
        TestClient client = server.connect();
        client.identify("b");

        // When
        server.accounts.revoke("b");

        // Then
        assertThat(client.closeCode()).isEqualTo(4004);
    }

    @Test
    void guildJoinedElsewhereAppears() {
        // Given
        TestClient client = server.connect();
        client.identify("b");
        client.next("GUILD_CREATE");
        long other = 2L << 22;
        server.guilds.with(Samples.view(other, 20));

        // When
        server.accounts.addGuild(20, other);

        // Then
        assertThat(client.next("GUILD_CREATE").path("d").path("id").textValue())
                .isEqualTo(Long.toString(other));
    }

    @Test
    void drainSendsReconnectThenCloses() throws Exception {
        // Given
        TestClient client = server.connect();
        client.identify("b");

        // When
        server.gateway.drain(Duration.ofMillis(300));

        // Then
        client.next(7);
        assertThat(client.closeCode()).isEqualTo(1012);
        await().untilAsserted(() -> assertThat(server.guilds.subscribersOf(GUILD)).isEmpty());
    }

    private double detached() {
        return server.registry.get("edge_sessions_detached").gauge().value();
    }
}
