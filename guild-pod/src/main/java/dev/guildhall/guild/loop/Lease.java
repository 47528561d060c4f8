package dev.guildhall.guild.loop;

/// What the owner knows of its own ownership: when the store confirmed it last, by the monotonic
/// clock.
///
/// The store refuses an old epoch whatever this says. It is here so that an owner that was paused
/// does not answer reads from the past: when the term has passed it has to prove itself first.
final class Lease {

    private static final long NANOS_PER_MS = 1_000_000L;

    /// A guild that nobody uses proves itself so much more rarely.
    private static final int IDLE_FACTOR = 15;

    private final long termNanos;
    private final long renewNanos;
    private long provedAtNanos;
    private long wakeAtNanos;

    Lease(LoopTimes times, long nowNanos) {
        this.termNanos = times.leaseTermMs() * NANOS_PER_MS;
        this.renewNanos = times.renewEveryMs() * NANOS_PER_MS;
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

    /// Nanoseconds until it is time to prove it again: soon when somebody uses the guild.
    long dueInNanos(long nowNanos, boolean used) {
        long period = used ? renewNanos : IDLE_FACTOR * renewNanos;
        return Math.max(0, provedAtNanos + period - nowNanos);
    }
}
