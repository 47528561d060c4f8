package dev.guildhall.edge.rest.limit;

/// Counts requests from the first one until the quota's time is over, then begins anew.
///
/// Many threads may ask; each holds the monitor for some nanoseconds.
final class Window {

    private static final long NANOS_PER_MS = 1_000_000L;

    private long endNanos;
    private int used;

    Window(long nowNanos, Quota quota) {
        this.endNanos = nowNanos + quota.windowNanos();
    }

    /// Takes one request when there is one left.
    synchronized Grant take(long nowNanos, Quota quota) {
        renew(nowNanos, quota);
        boolean allowed = used < quota.requests();
        if (allowed) {
            used++;
        }
        return grant(allowed, nowNanos, quota);
    }

    /// What `take` would say, without taking.
    synchronized Grant peek(long nowNanos, Quota quota) {
        renew(nowNanos, quota);
        return grant(used < quota.requests(), nowNanos, quota);
    }

    synchronized boolean over(long nowNanos) {
        return endNanos - nowNanos <= 0;
    }

    private void renew(long nowNanos, Quota quota) {
        if (over(nowNanos)) {
            endNanos = nowNanos + quota.windowNanos();
            used = 0;
        }
    }

    private Grant grant(boolean allowed, long nowNanos, Quota quota) {
        long resetAfterMs = (endNanos - nowNanos + NANOS_PER_MS - 1) / NANOS_PER_MS;
        return new Grant(allowed, quota.requests(), quota.requests() - used, resetAfterMs);
    }
}
