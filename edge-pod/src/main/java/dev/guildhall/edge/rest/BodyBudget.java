package dev.guildhall.edge.rest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/// The bytes that all bodies on their way may take together.
///
/// Any thread may call.
final class BodyBudget {

    private final long maxBytes;
    private final AtomicLong used;
    private final Counter refused;

    BodyBudget(long maxBytes, MeterRegistry registry) {
        this.maxBytes = maxBytes;
        this.used = registry.gauge("edge_rest_body_bytes", new AtomicLong());
        this.refused = registry.counter("edge_rest_body_budget_exceeded");
    }

    /// Takes `bytes`; false, and nothing taken, when they are not there.
    boolean take(long bytes) {
        if (used.addAndGet(bytes) <= maxBytes) {
            return true;
        }
        used.addAndGet(-bytes);
        refused.increment();
        return false;
    }

    void giveBack(long bytes) {
        used.addAndGet(-bytes);
    }
}
