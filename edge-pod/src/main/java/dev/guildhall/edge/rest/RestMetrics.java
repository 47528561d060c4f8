package dev.guildhall.edge.rest;

import dev.guildhall.edge.rest.call.Route;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// What the HTTP API counts. Labels are routes, status classes and known areas: bounded.
final class RestMetrics {

    private static final int STATUS_CLASSES = 6;
    private static final String OTHER = "other";
    private static final Set<String> AREAS =
            Set.of(
                    "applications",
                    "auth",
                    "channels",
                    "guilds",
                    "interactions",
                    "invites",
                    "oauth2",
                    "sticker-packs",
                    "stickers",
                    "users",
                    "webhooks");

    private final AtomicInteger inFlight;
    private final List<Timer> times;
    private final Counter[] statuses = new Counter[STATUS_CLASSES];
    private final Map<String, Counter> notImplemented = new HashMap<>();
    private final Counter notImplementedOther;
    private final Counter unauthorized;
    private final Counter limitedGlobally;
    private final Counter limitedByBucket;
    private final Counter limitedByAddress;
    private final Counter tooLarge;
    private final Counter overloaded;

    RestMetrics(MeterRegistry registry, List<Route> routes) {
        inFlight = registry.gauge("edge_rest_in_flight", new AtomicInteger());
        times =
                routes.stream()
                        .map(r -> registry.timer("edge_rest_request", "route", r.name()))
                        .toList();
        for (int i = 1; i < STATUS_CLASSES; i++) {
            statuses[i] = registry.counter("edge_rest_responses", "status", i + "xx");
        }
        for (String area : AREAS) {
            notImplemented.put(area, notImplemented(registry, area));
        }
        notImplementedOther = notImplemented(registry, OTHER);
        unauthorized = registry.counter("edge_rest_unauthorized");
        limitedGlobally = registry.counter("edge_rest_rate_limited", "scope", "global");
        limitedByBucket = registry.counter("edge_rest_rate_limited", "scope", "user");
        limitedByAddress = registry.counter("edge_rest_rate_limited", "scope", "address");
        tooLarge = registry.counter("edge_rest_body_too_large");
        overloaded = registry.counter("edge_rest_overloaded");
    }

    /// One more at work; returns how many there are.
    int started() {
        return inFlight.incrementAndGet();
    }

    void ended(int status) {
        inFlight.decrementAndGet();
        statuses[status / 100].increment();
    }

    void took(Route route, long nanos) {
        times.get(route.index()).record(nanos, TimeUnit.NANOSECONDS);
    }

    /// A path without a route; `path` begins with a slash.
    void notImplemented(String path) {
        int end = path.indexOf('/', 1);
        String area = path.substring(Math.min(1, path.length()), end < 0 ? path.length() : end);
        notImplemented.getOrDefault(area, notImplementedOther).increment();
    }

    void unauthorized() {
        unauthorized.increment();
    }

    void limitedGlobally() {
        limitedGlobally.increment();
    }

    void limitedByBucket() {
        limitedByBucket.increment();
    }

    void limitedByAddress() {
        limitedByAddress.increment();
    }

    void tooLarge() {
        tooLarge.increment();
    }

    void overloaded() {
        overloaded.increment();
    }

    private static Counter notImplemented(MeterRegistry registry, String area) {
        return registry.counter("edge_rest_not_implemented", "area", area);
    }
}
