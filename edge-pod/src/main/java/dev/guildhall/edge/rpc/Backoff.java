package dev.guildhall.edge.rpc;

import java.util.concurrent.ThreadLocalRandom;

/// How long to wait before trying again: doubles from `firstMs` to `capMs`, then between half of
/// that and all of it at random, so that many edges do not come at once.
public record Backoff(long firstMs, long capMs) {

    private static final int MAX_DOUBLINGS = 20;

    /// The wait before attempt `attempt`, in milliseconds; the first retry is 1.
    public long delayMs(int attempt) {
        int doublings = Math.clamp(attempt - 1L, 0, MAX_DOUBLINGS);
        long full = Math.max(1, Math.min(capMs, firstMs << doublings));
        return full - ThreadLocalRandom.current().nextLong(full / 2 + 1);
    }
}
