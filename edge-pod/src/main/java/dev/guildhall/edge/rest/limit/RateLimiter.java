package dev.guildhall.edge.rest.limit;

import dev.guildhall.common.time.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// The windows of all users, bounded: past the bound those that are over are dropped, and when none
/// is, some that are not, in favour of their users.
///
/// Any thread may call.
public final class RateLimiter {

    private static final int EVICT_PART = 16;

    private final ConcurrentHashMap<RateKey, Window> windows = new ConcurrentHashMap<>();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final Ticker ticker;
    private final int maxWindows;
    private final Counter evicted;

    public RateLimiter(int maxWindows, Ticker ticker, MeterRegistry metrics) {
        this.ticker = ticker;
        this.maxWindows = maxWindows;
        this.evicted =
                Counter.builder("edge_rest_rate_windows_evicted")
                        .description("Windows dropped before their end, at the bound")
                        .register(metrics);
        metrics.gaugeMapSize("edge_rest_rate_windows", List.of(), windows);
    }

    /// Takes one request from the key's window.
    public Grant take(RateKey key, Quota quota) {
        return window(key, quota).take(ticker.nanos(), quota);
    }

    /// What the key's window would say, without taking from it or making one.
    public Grant peek(RateKey key, Quota quota) {
        Window window = windows.get(key);
        return window == null
                ? new Grant(true, quota.requests(), quota.requests(), 0)
                : window.peek(ticker.nanos(), quota);
    }

    private Window window(RateKey key, Quota quota) {
        Window known = windows.get(key);
        if (known != null) {
            return known;
        }
        if (windows.size() >= maxWindows && sweeping.compareAndSet(false, true)) {
            sweep(ticker.nanos());
            sweeping.set(false);
        }
        return windows.computeIfAbsent(key, _ -> new Window(ticker.nanos(), quota));
    }

    private void sweep(long nowNanos) {
        windows.values().removeIf(window -> window.over(nowNanos));
        int tooMany = windows.size() - (maxWindows - Math.max(1, maxWindows / EVICT_PART));
        Iterator<Window> all = windows.values().iterator();
        for (int i = 0; i < tooMany && all.hasNext(); i++) {
            all.next();
            all.remove();
            evicted.increment();
        }
    }
}
