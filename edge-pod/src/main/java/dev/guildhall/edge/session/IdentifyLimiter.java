package dev.guildhall.edge.session;

import dev.guildhall.common.id.UserId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Lets one identify in a window through for each user and value of `shard_id % concurrency`.
/// People, who have no shards, may identify `concurrency` times in a window.
///
/// Safe for many threads. Bounded: entries older than a window are dropped by [#prune].
public final class IdentifyLimiter {

    private final int concurrency;
    private final long windowMs;
    private final ConcurrentMap<Key, Window> windows = new ConcurrentHashMap<>();

    public IdentifyLimiter(int concurrency, long windowMs) {
        this.concurrency = concurrency;
        this.windowMs = windowMs;
    }

    /// Counts an identify of a bot; false when it has to wait.
    boolean acceptBot(UserId userId, long shardId, long nowMs) {
        return accept(new Key(userId, shardId % concurrency), 1, nowMs);
    }

    /// Counts an identify of a person; false when it has to wait.
    boolean acceptPerson(UserId userId, long nowMs) {
        return accept(new Key(userId, -1), concurrency, nowMs);
    }

    /// Forgets windows that are over. To be called now and then, by any thread.
    public void prune(long nowMs) {
        windows.values().removeIf(window -> nowMs - window.startMs >= windowMs);
    }

    private boolean accept(Key key, int limit, long nowMs) {
        Window window =
                windows.compute(
                        key,
                        (_, old) ->
                                old == null || nowMs - old.startMs >= windowMs
                                        ? new Window(nowMs, 1)
                                        : new Window(old.startMs, old.used + 1));
        return window.used <= limit;
    }

    private record Key(UserId userId, long bucket) {}

    private record Window(long startMs, int used) {}
}
