package dev.guildhall.common.time;

import java.util.concurrent.atomic.AtomicLong;

/// Clocks that only move when they are moved: for tests and simulations of any module. Starts at
/// 2026-01-01T00:00:00Z.
public final class FakeTicker implements Ticker {

    private static final long START_MS = 1_767_225_600_000L;
    private static final long NANOS_PER_MS = 1_000_000L;

    private final AtomicLong nanos = new AtomicLong();

    @Override
    public long unixMs() {
        return START_MS + nanos.get() / NANOS_PER_MS;
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    /// Moves both clocks on.
    public void advanceMs(long ms) {
        nanos.addAndGet(ms * NANOS_PER_MS);
    }
}
