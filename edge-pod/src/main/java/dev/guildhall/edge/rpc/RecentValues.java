package dev.guildhall.edge.rpc;

import dev.guildhall.common.time.Ticker;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A small bounded cache of things asked elsewhere: equal questions at the same time are asked
/// once, answers are kept for `ttlMs`, failures and what `keep` does not want are not kept. The
/// least recently used goes first. Any thread.
final class RecentValues<K, V> {

    private record Known<V>(CompletableFuture<V> value, long askedNanos) {}

    private final Map<K, Known<V>> entries;
    private final Ticker ticker;
    private final long ttlNanos;
    private final Predicate<V> keep;

    RecentValues(Ticker ticker, int max, long ttlMs, Predicate<V> keep) {
        this.ticker = ticker;
        this.ttlNanos = TimeUnit.MILLISECONDS.toNanos(ttlMs);
        this.keep = keep;
        this.entries =
                new LinkedHashMap<K, Known<V>>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<K, Known<V>> eldest) {
                        return size() > max;
                    }
                };
    }

    /// The value of `key`, asked by `ask` when it is not known.
    CompletableFuture<V> get(K key, Function<K, CompletableFuture<V>> ask) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        Known<V> found = findOrPut(key, mine);
        if (found != null) {
            return found.value().copy();
        }
        var _ =
                ask.apply(key)
                        .whenComplete((value, error) -> {
                            if (error != null) {
                                forget(key, mine);
                                mine.completeExceptionally(error);
                            } else {
                                if (!keep.test(value)) {
                                    forget(key, mine);
                                }
                                mine.complete(value);
                            }
                        });
        return mine.copy();
    }

    private synchronized @Nullable Known<V> findOrPut(K key, CompletableFuture<V> mine) {
        long now = ticker.nanos();
        Known<V> found = entries.get(key);
        if (found != null && (!found.value().isDone() || now - found.askedNanos() < ttlNanos)) {
            return found;
        }
        entries.put(key, new Known<>(mine, now));
        return null;
    }

    @SuppressWarnings("ReferenceEquality") // this very question's
    private synchronized void forget(K key, CompletableFuture<V> value) {
        Known<V> found = entries.get(key);
        if (found != null && found.value() == value) {
            entries.remove(key);
        }
    }
}
