package dev.guildhall.edge.session;

import dev.guildhall.common.id.UserId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Lets `limit` identifies in a window through for each user.
///
/// Discord's own rule is one for each value of `shard_id % max_concurrency`, `max_concurrency` in
/// all. Only the sum is held to here: shards that start as the rule says pass, and a bot that is
/// started again at once need not wait.
///
/// Safe for many threads. Bounded: entries older than a window are dropped by [#prune].
public final class IdentifyLimiter {

    private final int limit;
    private final long windowMs;
    private final ConcurrentMap<UserId, Window> windows = new ConcurrentHashMap<>();

    public IdentifyLimiter(int limit, long windowMs) {
        this.limit = limit;
        this.windowMs = windowMs;
    }

    /// Counts an identify; false when it has to wait.
    boolean accept(UserId userId, long nowMs) {
        Window window =
                windows.compute(
                        userId,
                        (_, old) ->
                                old == null || nowMs - old.startMs >= windowMs
                                        ? new Window(nowMs, 1)
                                        : new Window(old.startMs, old.used + 1));
        return window.used <= limit;
    }

    /// Forgets windows that are over. To be called now and then, by any thread.
    public void prune(long nowMs) {
        windows.values().removeIf(window -> nowMs - window.startMs >= windowMs);
    }

    private record Window(long startMs, int used) {}
}
