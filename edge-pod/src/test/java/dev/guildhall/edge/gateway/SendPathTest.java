package dev.guildhall.edge.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhall.edge.fake.Samples;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written past Jetty's session: every frame whole and in order, also when the client reads
/// late and writes fall short.
class SendPathTest {

    private static final long GUILD = 1L << 22;

    /// More than loopback's socket buffers hold, so that writes do fall short.
    private static final int MORE_THAN_BUFFERS = 24 << 20;

    /// Around the limits of a frame's header, and around the shard's buffer.
    private static final int[] LENGTHS = {
        1, 20, 60, 61, 62, 300, 700, 9_000, 65_000, 65_536, 400_000
    };

    private GatewayServer server;

    /// Reads at once; what it has, the one shard has handed to all.
    private TestClient pace;

    @BeforeEach
    void start() throws Exception {
        server = new GatewayServer(GatewayServer.options(1, 100, 64L << 20));
        server.accounts.withBot("b", 20, GUILD).withBot("c", 21, GUILD);
        server.guilds.with(Samples.view(GUILD, 20));
        pace = server.connect();
        pace.identify("c");
        pace.next("GUILD_CREATE");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?v=10&encoding=json", "/?v=10&encoding=json&compress=zlib-stream"})
    void lateReaderGetsEveryPayloadInOrder(String path) {
        // Given
        TestClient client = TestClient.connect(server.uri(path));
        client.identify("b");
        client.next("GUILD_CREATE");
        client.pause();

        // When
        List<String> said = new ArrayList<>();
        Random random = new Random(7);
        for (int bytes = 0; bytes < MORE_THAN_BUFFERS; bytes += said.getLast().length()) {
            said.add(text(random, LENGTHS[random.nextInt(LENGTHS.length)]));
            say(said.getLast());
        }
        client.proceed();

        // Then
        long s = 0;
        for (String text : said) {
            JsonNode next = client.next();
            assertThat(next.path("d").path("content").textValue()).isEqualTo(text);
            assertThat(next.path("s").longValue()).isGreaterThan(s);
            s = next.path("s").longValue();
        }
    }

    @Test
    void pongsAndCloseFitBetweenFrames() {
        // Given
        TestClient client = server.connect();
        client.identify("b");
        client.next("GUILD_CREATE");
        client.pause();
        String text = "x".repeat(60_000);
        for (int bytes = 0; bytes < MORE_THAN_BUFFERS; bytes += text.length()) {
            say(text);
        }

        // When
        client.socket().sendPing(ByteBuffer.wrap(new byte[] {1, 2, 3})).join();
        client.send("{\"op\":77}");
        client.proceed();

        // Then
        assertThat(client.closeCode()).isEqualTo(4001);
        assertThat(client.pongs()).containsExactly(List.of((byte) 1, (byte) 2, (byte) 3));
    }

    @Test
    void closingClientThatReadsNothingIsLetGo() {
        // Given
        TestClient client = server.connect();
        client.identify("b");
        client.next("GUILD_CREATE");
        client.pause();
        String text = "x".repeat(60_000);
        for (int bytes = 0; bytes < MORE_THAN_BUFFERS; bytes += text.length()) {
            say(text);
        }

        // When
        client.socket().sendClose(1000, "").join();
        await().until(() -> server.guilds.subscribersOf(GUILD).size() == 1);

        // Then
        await().until(() -> {
            server.ticker.advanceMs(500);
            return server.registry.get("edge_connections").gauge().value() == 1;
        });
        say("still here");
    }

    private void say(String text) {
        server.guilds.say(GUILD, text);
        String heard = pace.next("MESSAGE_CREATE").path("d").path("content").textValue();
        assertThat(heard).isEqualTo(text);
    }

    private static String text(Random random, int length) {
        return random.ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
