package dev.guildhall.guild.store.cassandra.tables;

import dev.guildhall.common.id.ChannelId;
import dev.guildhall.guild.store.ChangedChannel;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Logged entries on their way into one guild's tables, and whoever waits until they are there.
/// Safe for many threads; `next`, `done` and `pause` belong to the one that takes them.
final class ProjectionQueue {

    private final TablesOptions options;
    private final TablesMetrics metrics;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition came = lock.newCondition();
    private final Condition went = lock.newCondition();
    private final Deque<LogEntry> entries = new ArrayDeque<>();

    /// For each channel with messages that wait here, its last entry.
    private final Map<ChannelId, Long> lastOfChannel = new HashMap<>();

    /// Of all entries.
    private int weight;

    private long projected;
    private boolean ending;
    private boolean abandoned;
    private @Nullable RuntimeException broken;

    /// The tables have everything up to `projected`.
    ProjectionQueue(TablesOptions options, TablesMetrics metrics, long projected) {
        this.options = options;
        this.metrics = metrics;
        this.projected = projected;
    }

    /// Never refuses; see `awaitRoom`.
    void add(List<LogEntry> more) {
        lock.lock();
        try {
            int before = weight;
            for (LogEntry entry : more) {
                entries.add(entry);
                weight += Projection.weight(entry.event());
                ChannelId channelId = ChangedChannel.of(entry.event());
                if (channelId != null) {
                    lastOfChannel.put(channelId, entry.seq());
                }
            }
            metrics.lagEntries.addAndGet(weight - before);
            came.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Returns when there is room for more; throws `Unreachable` when there is none in time, and
    /// `Corrupt` when there will never be.
    void awaitRoom() {
        lock.lock();
        try {
            if (weight >= options.lagEntries()) {
                metrics.lagWaits.increment();
            }
            await(() -> weight < options.lagEntries(), "the tables lag behind the log");
        } finally {
            lock.unlock();
        }
    }

    /// Returns when the tables have all messages of the channel that were added before; throws as
    /// `awaitRoom`.
    void await(ChannelId channelId) {
        lock.lock();
        try {
            await(lastOfChannel.getOrDefault(channelId, 0L));
        } finally {
            lock.unlock();
        }
    }

    /// Returns when the tables have everything up to `seq`; throws as `awaitRoom`.
    void await(long seq) {
        lock.lock();
        try {
            if (projected < seq) {
                long started = System.nanoTime();
                await(() -> projected >= seq, "the tables are not up to the log yet");
                metrics.readWaits.record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    long projected() {
        lock.lock();
        try {
            return projected;
        } finally {
            lock.unlock();
        }
    }

    private void await(BooleanSupplier condition, String otherwise) {
        long left = TimeUnit.MILLISECONDS.toNanos(options.lagWaitMs());
        try {
            while (!condition.getAsBoolean()) {
                if (broken != null) {
                    throw new StoreException.Corrupt("the projection ended", broken);
                }
                if (abandoned || left <= 0) {
                    throw new StoreException.Unreachable(otherwise, null);
                }
                left = went.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException.Unreachable("interrupted", e);
        }
    }

    /// The next entries, at most a chunk, which stay here until they are `done`; none: it is time
    /// to end.
    List<LogEntry> next() {
        lock.lock();
        try {
            while (entries.isEmpty() && !ending) {
                came.awaitUninterruptibly();
            }
            List<LogEntry> chunk = new ArrayList<>();
            int taken = 0;
            for (LogEntry entry : entries) {
                boolean alone = Projection.standsAlone(entry.event());
                taken += Projection.weight(entry.event());
                if (!chunk.isEmpty() && (alone || taken > options.chunkEntries())) {
                    break;
                }
                chunk.add(entry);
                if (alone) {
                    break;
                }
            }
            return chunk;
        } finally {
            lock.unlock();
        }
    }

    /// The tables have the chunk.
    void done(List<LogEntry> chunk) {
        lock.lock();
        try {
            int before = weight;
            for (LogEntry entry : chunk) {
                entries.removeFirst();
                weight -= Projection.weight(entry.event());
                ChannelId channelId = ChangedChannel.of(entry.event());
                if (channelId != null) {
                    lastOfChannel.remove(channelId, entry.seq());
                }
            }
            projected = chunk.getLast().seq();
            metrics.lagEntries.addAndGet(weight - before);
            went.signalAll();
        } finally {
            lock.unlock();
        }
        metrics.projected.increment(chunk.size());
    }

    /// Waits so long, unless all is to be left as it is: then false.
    boolean pause(long ms) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(ms);
            while (!abandoned && left > 0) {
                left = went.awaitNanos(left);
            }
            return !abandoned;
        } catch (InterruptedException _) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// Nobody takes entries any more, because of a bug: whoever waits is told.
    void broke(RuntimeException cause) {
        lock.lock();
        try {
            broken = cause;
            went.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// No more come: once all are done, `next` gives none.
    void end() {
        lock.lock();
        try {
            ending = true;
            came.signal();
        } finally {
            lock.unlock();
        }
    }

    /// What is still here stays undone.
    void abandon() {
        lock.lock();
        try {
            abandoned = true;
            went.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Counts what is still here as lagging no longer. To be called once, when nobody takes any.
    void forget() {
        abandon();
        lock.lock();
        try {
            metrics.lagEntries.addAndGet(-weight);
        } finally {
            lock.unlock();
        }
    }
}
