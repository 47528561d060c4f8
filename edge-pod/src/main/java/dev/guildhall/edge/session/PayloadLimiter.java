package dev.guildhall.edge.session;

/// Counts a connection's payloads in windows of fixed length.
///
/// Source: <https://discord.com/developers/docs/events/gateway#rate-limiting>
final class PayloadLimiter {

    private final int limit;
    private final long windowMs;
    private long windowStartMs;
    private int used;

    PayloadLimiter(int limit, long windowMs, long nowMs) {
        this.limit = limit;
        this.windowMs = windowMs;
        this.windowStartMs = nowMs;
    }

    /// Counts one; false when it is one too many.
    boolean accept(long nowMs) {
        if (nowMs - windowStartMs >= windowMs) {
            windowStartMs = nowMs;
            used = 0;
        }
        return ++used <= limit;
    }
}
