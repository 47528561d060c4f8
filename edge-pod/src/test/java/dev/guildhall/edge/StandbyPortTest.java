package dev.guildhall.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A server without a port, and the port of another that ends.
class StandbyPortTest {

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final EdgeHttp http = EdgeHttp.at("127.0.0.1");
    private ServerSocket other;

    @BeforeEach
    void start() throws Exception {
        other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        http.start(_ ->
                new Handler.Abstract() {
                    @Override
                    public boolean handle(Request request, Response response, Callback callback) {
                        response.setStatus(204);
                        callback.succeeded();
                        return true;
                    }
                });
    }

    @AfterEach
    void stop() throws Exception {
        other.close();
        thread.shutdownNow();
        http.close();
    }

    @Test
    void givesUpAPortThatSomebodyElseKeeps() throws Exception {
        // Given
        StandbyPort standby = standby(other.getLocalPort(), Duration.ofMillis(100));

        // When
        thread.submit(() -> standby.take(0, thread)).get();

        // Then
        await().until(() -> failed.get() == 1);
        assertThat(standby.isTaking()).isTrue();
        assertThat(http.isOpen()).isFalse();
        assertThat(opened).hasValue(0);
    }

    private StandbyPort standby(int firstPort, Duration patience) {
        return new StandbyPort(
                http, firstPort, patience, opened::incrementAndGet, failed::incrementAndGet);
    }

    @Test
    void servesOnThePortOfAnotherAsSoonAsThatHasEnded() throws Exception {
        // Given
        int port = other.getLocalPort();
        StandbyPort standby = standby(port - 2, Duration.ofSeconds(30));
        assertThat(http.address()).isEmpty();

        // When
        thread.submit(() -> standby.take(2, thread)).get();
        thread.submit(() -> standby.take(2, thread)).get();
        boolean openedWhileTaken = http.isOpen();
        other.close();

        // Then
        assertThat(openedWhileTaken).isFalse();
        await().until(() -> opened.get() == 1);
        assertThat(http.address()).isEqualTo("127.0.0.1:" + port);
        try (HttpClient client = HttpClient.newHttpClient()) {
            var answer =
                    client.send(
                            HttpRequest.newBuilder(URI.create("http://" + http.address() + "/"))
                                    .build(),
                            BodyHandlers.discarding());
            assertThat(answer.statusCode()).isEqualTo(204);
        }
    }
}
