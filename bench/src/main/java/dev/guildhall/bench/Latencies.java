package dev.guildhall.bench;

import java.util.Arrays;

/// Durations in nanoseconds, kept whole, and their percentiles. Safe for many writers.
public final class Latencies {

    private static final double NANOS_PER_MS = 1e6;

    private long[] values = new long[1 << 16];
    private int size;

    public synchronized void add(long nanos) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = nanos;
    }

    public synchronized int count() {
        return size;
    }

    /// The duration that the share `p` (0 to 1) of all stay below, in milliseconds; NaN when there
    /// are none.
    public synchronized double percentileMs(double p) {
        if (size == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(size - 1L, Math.round(p * (size - 1)))] / NANOS_PER_MS;
    }
}
