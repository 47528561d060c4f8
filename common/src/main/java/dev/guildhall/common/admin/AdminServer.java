package dev.guildhall.common.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The admin port of a process, plain HTTP, on loopback unless told otherwise.
///
/// `/livez` and `/readyz` answer 200 `ok` or 503 `not ok`; `/metrics` is Prometheus text; `/config`
/// is `key=value` lines, of which the caller has blanked the secrets. Anything else is 404.
public final class AdminServer implements AutoCloseable {

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final int BACKLOG = 16;

    private final HttpServer server;
    private final ExecutorService executor;

    private AdminServer(HttpServer server, ExecutorService executor) {
        this.server = server;
        this.executor = executor;
    }

    /// Starts on `bind`:`port` (0: any free one). `live` false means that only a restart helps;
    /// `ready` false means that the process should get no work now.
    public static AdminServer start(
            String bind,
            int port,
            PrometheusMeterRegistry registry,
            BooleanSupplier live,
            BooleanSupplier ready,
            Supplier<Map<String, String>> config)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(bind, port), BACKLOG);
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(executor);
        server.createContext("/livez", exchange -> check(exchange, "/livez", live));
        server.createContext("/readyz", exchange -> check(exchange, "/readyz", ready));
        server.createContext(
                "/metrics", exchange -> answer(exchange, 200, PROMETHEUS, registry.scrape()));
        server.createContext(
                "/config", exchange -> answer(exchange, 200, TEXT, lines(config.get())));
        server.createContext("/", exchange -> answer(exchange, 404, TEXT, "not found\n"));
        server.start();
        return new AdminServer(server, executor);
    }

    /// The port that it listens on.
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private static void check(HttpExchange exchange, String path, BooleanSupplier condition)
            throws IOException {
        if (!exchange.getRequestURI().getPath().equals(path)) {
            answer(exchange, 404, TEXT, "not found\n");
        } else if (condition.getAsBoolean()) {
            answer(exchange, 200, TEXT, "ok\n");
        } else {
            answer(exchange, 503, TEXT, "not ok\n");
        }
    }

    private static String lines(Map<String, String> config) {
        StringBuilder text = new StringBuilder();
        config.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        return text.toString();
    }

    private static void answer(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
            if (!head) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }
}
