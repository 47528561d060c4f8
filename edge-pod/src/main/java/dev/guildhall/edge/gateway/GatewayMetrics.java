package dev.guildhall.edge.gateway;

import dev.guildhall.edge.protocol.CloseCode;
import dev.guildhall.edge.session.SessionMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The gateway's figures, `edge_…`. Safe for many threads; labels are enums, so bounded.
public final class GatewayMetrics implements SessionMeter {

    private final MeterRegistry registry;
    private final Counter deliveries;
    private final Counter bytes;
    private final Counter started;
    private final Counter resumed;
    private final Counter invalidated;
    private final Map<EndReason, Counter> ended;
    private final Map<CloseCode, Counter> closes;
    private final Map<Bound, Counter> bounds;
    private final AtomicLong ringBytes = new AtomicLong();

    public GatewayMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.deliveries = registry.counter("edge_deliveries");
        this.bytes = registry.counter("edge_delivered_bytes");
        this.started = registry.counter("edge_sessions_started");
        this.resumed = registry.counter("edge_sessions_resumed");
        this.invalidated = registry.counter("edge_sessions_invalidated");
        this.ended = counters(EndReason.class, "edge_sessions_ended", "reason", Enum::name);
        this.closes =
                counters(
                        CloseCode.class,
                        "edge_closes",
                        "code",
                        code -> Integer.toString(code.code()));
        this.bounds = counters(Bound.class, "edge_bound_hits", "bound", Enum::name);
        registry.gauge("edge_ring_bytes", ringBytes);
    }

    /// Shows what the gateway holds.
    void watch(GatewaySockets sockets, GatewaySessions sessions) {
        registry.gauge("edge_connections", sockets, GatewaySockets::openCount);
        registry.gauge("edge_connections_unidentified", sockets, GatewaySockets::unidentifiedCount);
        registry.gauge("edge_sessions", sessions, GatewaySessions::count);
        registry.gauge("edge_sessions_detached", sessions, GatewaySessions::detached);
    }

    @Override
    public void delivered(int length) {
        deliveries.increment();
        bytes.increment(length);
    }

    @Override
    public void ringBytes(long delta) {
        ringBytes.addAndGet(delta);
    }

    @Override
    public void started() {
        started.increment();
    }

    @Override
    public void resumed() {
        resumed.increment();
    }

    @Override
    public void invalidated() {
        invalidated.increment();
    }

    @Override
    public void ended(EndReason reason) {
        increment(ended.get(reason));
    }

    @Override
    public void closed(CloseCode code) {
        increment(closes.get(code));
    }

    @Override
    public void bound(Bound bound) {
        increment(bounds.get(bound));
    }

    private static void increment(@Nullable Counter counter) {
        if (counter != null) {
            counter.increment();
        }
    }

    private <E extends Enum<E>> Map<E, Counter> counters(
            Class<E> type, String name, String label, Function<E, String> value) {
        Map<E, Counter> counters = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            String text = value.apply(constant).toLowerCase(Locale.ROOT);
            counters.put(constant, registry.counter(name, label, text));
        }
        return counters;
    }
}
