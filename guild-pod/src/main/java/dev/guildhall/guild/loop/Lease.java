package dev.guildhall.guild.loop;

/// What the owner knows of its own ownership: when the store confirmed it last, by the monotonic
/// clock.
///
/// The store refuses an old epoch whatever this says. It is here so that an owner that was paused
/// does not answer reads from the past: when the term has passed it has to prove itself first, once
/// it is asked for something. Nobody else looks at it, see docs/decisions/0016.
final class Lease {

    private static final long NANOS_PER_MS = 1_000_000L;

    /// How rarely a guild that nobody uses looks at the clock.
    private static final long IDLE_LOOK_NANOS = 3_600_000 * NANOS_PER_MS;

    private final long termNanos;
    private final long lookNanos;
    private long provedAtNanos;
    private long wakeAtNanos;

    Lease(LoopTimes times, long nowNanos) {
        this.termNanos = times.leaseTermMs() * NANOS_PER_MS;
        this.lookNanos = times.lookEveryMs() * NANOS_PER_MS;
        this.provedAtNanos = nowNanos;
        this.wakeAtNanos = nowNanos;
    }

    /// The store confirmed an operation that began at `startedNanos`.
    void proved(long startedNanos) {
        provedAtNanos = startedNanos;
    }

    boolean holds(long nowNanos) {
        return nowNanos - provedAtNanos < termNanos;
    }

    /// The loop means to wake at this time at the latest.
    void sleepUntil(long atNanos) {
        wakeAtNanos = atNanos;
    }

    /// Whether the loop should have run long ago: its process was paused, or starved.
    boolean overslept(long nowNanos) {
        return nowNanos - wakeAtNanos > termNanos / 2;
    }

    /// Nanoseconds until the loop should wake though it has nothing to do.
    long lookInNanos(boolean used) {
        return used ? lookNanos : IDLE_LOOK_NANOS;
    }
}
