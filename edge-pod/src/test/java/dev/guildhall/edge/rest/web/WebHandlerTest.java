package dev.guildhall.edge.rest.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The page's files and their headers.
class WebHandlerTest {

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(
                new WebHandler(
                        Map.of(
                                "/index.html", file("index.html", "<!doctype html>"),
                                "/main-3KXQ7A2B.js", file("main-3KXQ7A2B.js", "1"),
                                "/icon.svg", file("icon.svg", "<svg/>"))));
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.stop();
    }

    @Test
    void theRootIsTheIndexAndIsAskedForEveryTime() throws Exception {
        HttpResponse<String> response = get("/");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("<!doctype html>");
        assertThat(header(response, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void everyAnswerHasThePolicy() throws Exception {
        for (String path : new String[] {"/", "/missing"}) {
            HttpResponse<String> response = get(path);

            assertThat(header(response, "Content-Security-Policy"))
                    .contains("default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'");
            assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(response, "Referrer-Policy")).isEqualTo("no-referrer");
        }
    }

    @Test
    void hashedFilesNeverChange() throws Exception {
        HttpResponse<String> response = get("/main-3KXQ7A2B.js");

        assertThat(header(response, "Cache-Control")).contains("immutable");
        assertThat(header(response, "Content-Type")).isEqualTo("text/javascript; charset=utf-8");
    }

    @Test
    void aKnownTagIsNotModified() throws Exception {
        String etag = header(get("/icon.svg"), "ETag");

        HttpResponse<String> response =
                client.send(
                        request("/icon.svg").header("If-None-Match", etag).build(),
                        BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(304);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void nothingElseIsThere() throws Exception {
        assertThat(get("/missing").statusCode()).isEqualTo(404);
        assertThat(get("/main-3KXQ7A2B.js/").statusCode()).isEqualTo(404);
        HttpResponse<String> post =
                client.send(
                        request("/").POST(BodyPublishers.ofString("x")).build(),
                        BodyHandlers.ofString());
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(header(post, "Allow")).isEqualTo("GET, HEAD");
        assertThat(get("/%2e%2e/pom.xml").statusCode()).isIn(400, 404);
    }

    @Test
    void aFolderThatIsNotThereHasNoFiles() throws Exception {
        assertThat(WebHandler.fromClasspath("no-such-folder").names()).isEmpty();
    }

    @Test
    void aFolderIsLoadedWithWhatLiesBelowIt() throws Exception {
        assertThat(WebHandler.fromClasspath("page").names())
                .containsExactlyInAnyOrder("/index.html", "/assets/main-ABCDEFGH.js");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + connector.getLocalPort() + path));
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static WebFile file(String name, String text) {
        return WebFile.of(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
