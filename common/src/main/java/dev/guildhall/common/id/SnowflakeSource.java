package dev.guildhall.common.id;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Makes ids that grow within one process and are unique over all processes with another `worker`.
///
/// Safe for many threads. When the clock stands still or goes back, ids go on from the last one.
public final class SnowflakeSource implements LongSupplier {

    private static final long INCREMENTS = 1L << 12;

    private final LongSupplier clockMs;
    private final int worker;
    private final AtomicLong last = new AtomicLong();

    /// `worker` is taken modulo 1024; `clockMs` gives Unix milliseconds.
    public SnowflakeSource(LongSupplier clockMs, int worker) {
        this.clockMs = clockMs;
        this.worker = worker;
    }

    @Override
    public long getAsLong() {
        return last.updateAndGet(this::next);
    }

    private long next(long previous) {
        long first = Snowflake.first(clockMs.getAsLong(), worker);
        if (first > previous) {
            return first;
        }
        boolean incrementsLeft = (previous & (INCREMENTS - 1)) < INCREMENTS - 1;
        return incrementsLeft
                ? previous + 1
                : Snowflake.first(Snowflake.unixMs(previous) + 1, worker);
    }
}
