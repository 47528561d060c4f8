package dev.guildhall.edge.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.guildhall.edge.fake.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HostileClientTest {

    private static final long GUILD = 1L << 22;
    private static final int MAX_UNIDENTIFIED = 40;
    private static final long MAX_OUTBOUND_BYTES = 64 << 10;

    /// 60 MB: more than what the kernel keeps for two sockets.
    private static final int MOST_MESSAGES = 2_000;

    private GatewayServer server;

    @BeforeEach
    void start() throws Exception {
        server = new GatewayServer(GatewayServer.options(2, MAX_UNIDENTIFIED, MAX_OUTBOUND_BYTES));
        server.accounts.withBot("b", 20, GUILD).withBot("slow", 21, GUILD);
        server.guilds.with(Samples.view(GUILD, 20));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void randomBytesHarmNobodyElse() throws Exception {
        // Given
        TestClient bystander = server.connect();
        bystander.identify("b");
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);

        // When
        for (int i = 0; i < 150; i++) {
            try (Socket socket = upgraded("")) {
                byte[] noise = new byte[random.nextInt(400)];
                for (int j = 0; j < 10; j++) {
                    random.nextBytes(noise);
                    noise = random.nextBoolean() ? noise : frame(random, noise);
                    socket.getOutputStream().write(noise);
                }
            } catch (SocketException e) {
                // The server has closed it: that is its right.
            }
        }

        // Then
        server.guilds.say(GUILD, "still here");
        assertThat(bystander.next("MESSAGE_CREATE").path("d").path("content").textValue())
                .isEqualTo("still here");
        await().until(() -> gauge("edge_connections") == 1);
    }

    @Test
    void unidentifiedConnectionsAreBoundedAndLetGo() throws Exception {
        // Given
        TestClient bystander = server.connect();
        bystander.identify("b");
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < MAX_UNIDENTIFIED; i++) {
            silent.add(upgraded("&compress=zlib-stream"));
        }
        await().until(() -> gauge("edge_connections_unidentified") == MAX_UNIDENTIFIED);

        // Then
        assertThatThrownBy(server::connect)
                .isInstanceOf(CompletionException.class)
                .hasStackTraceContaining("503");
        assertThat(server.count("edge_bound_hits", "bound", "unidentified_connections"))
                .isPositive();
        server.guilds.say(GUILD, "still here");
        bystander.next("MESSAGE_CREATE");

        // When
        bystander.send("{\"op\":1,\"d\":null}");
        server.ticker.advanceMs(31_000);
        await().until(() -> server.count("edge_closes", "code", "4003") == MAX_UNIDENTIFIED);
        server.ticker.advanceMs(6_000);

        // Then
        await().until(() -> gauge("edge_connections_unidentified") == 0);
        server.connect().next(10);
        for (Socket socket : silent) {
            socket.close();
        }
    }

    @Test
    void clientThatNeverReadsIsCutOffAndCanResume() throws Exception {
        // Given
        TestClient bystander = server.connect();
        bystander.identify("b");
        try (Socket slow = upgraded("")) {
            byte[] identify = TestClient.identifyPayload("slow").getBytes(StandardCharsets.UTF_8);
            slow.getOutputStream().write(frame(new Random(1), identify));
            await().until(() -> server.guilds.subscribersOf(GUILD).size() == 2);

            // When
            String text = "x".repeat(30_000);
            for (int i = 0; i < MOST_MESSAGES && outboundBounds() == 0; i++) {
                server.guilds.say(GUILD, text);
                bystander.next("MESSAGE_CREATE");
            }
            assertThat(outboundBounds()).isEqualTo(1);
        }

        // Then
        server.guilds.say(GUILD, "still here");
        assertThat(bystander.next("MESSAGE_CREATE").path("d").path("content").textValue())
                .isEqualTo("still here");
        await().until(() -> gauge("edge_sessions_detached") == 1);
        assertThat(server.guilds.subscribersOf(GUILD)).hasSize(2);
    }

    private double outboundBounds() {
        return server.count("edge_bound_hits", "bound", "outbound_bytes");
    }

    private double gauge(String name) {
        return server.registry.get(name).gauge().value();
    }

    private Socket upgraded(String query) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(10_000);
        String request =
                """
                GET /?v=10&encoding=json%s HTTP/1.1\r
                Host: localhost\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
                \r
                """
                        .formatted(query);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        assertThat(head.toString()).startsWith("HTTP/1.1 101");
        return socket;
    }

    /// A masked text frame.
    private static byte[] frame(Random random, byte[] payload) {
        byte[] mask = new byte[4];
        random.nextBytes(mask);
        boolean large = payload.length > 125;
        byte[] frame = new byte[payload.length + (large ? 8 : 6)];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | (large ? 126 : payload.length));
        if (large) {
            frame[2] = (byte) (payload.length >> 8);
            frame[3] = (byte) payload.length;
        }
        int start = frame.length - payload.length;
        System.arraycopy(mask, 0, frame, start - 4, 4);
        for (int i = 0; i < payload.length; i++) {
            frame[start + i] = (byte) (payload[i] ^ mask[i & 3]);
        }
        return frame;
    }
}
