package dev.guildhall.common.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminServerTest {

    private final AtomicBoolean ready = new AtomicBoolean();
    private final HttpClient client = HttpClient.newHttpClient();
    private AdminServer server;

    @BeforeEach
    void start() throws Exception {
        server =
                AdminServer.start(
                        "127.0.0.1",
                        0,
                        ProcessMetrics.registry(),
                        () -> true,
                        ready::get,
                        () -> Map.of("GUILDHALL_POD", "edge-0"));
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void readinessFollowsTheProcess() throws Exception {
        // Given
        int before = get("/readyz").statusCode();

        // When
        ready.set(true);

        // Then
        assertThat(before).isEqualTo(503);
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        assertThat(get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void metricsAndConfigAreShown() throws Exception {
        assertThat(get("/metrics").body()).contains("jvm_memory_used_bytes");
        assertThat(get("/config").body()).isEqualTo("GUILDHALL_POD=edge-0\n");
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return client.send(
                HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
