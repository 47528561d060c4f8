package dev.guildhall.guild.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The loop's inbox: many producers, one consumer, bounded.
///
/// `offer` refuses beyond the bound. `put` never does: what uses it is bounded by its nature (one
/// window of frames for a stream, one answer for a piece of work given out).
final class Inbox {

    private final int capacity;
    private final ConcurrentLinkedQueue<Inbound> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    /// The consumer while it waits for items.
    private volatile @Nullable Thread waiting;

    /// The consumer while it waits at all.
    private volatile @Nullable Thread asleep;

    private volatile boolean woken;

    Inbox(int capacity) {
        this.capacity = capacity;
    }

    /// False when the inbox is full.
    boolean offer(Inbound item) {
        if (size.get() >= capacity) {
            return false;
        }
        put(item);
        return true;
    }

    void put(Inbound item) {
        size.incrementAndGet();
        queue.add(item);
        Thread thread = waiting;
        if (thread != null) {
            waiting = null; // one wakes it for all
            LockSupport.unpark(thread);
        }
    }

    /// Ends the consumer's wait, or its next one.
    void wake() {
        woken = true;
        Thread thread = asleep;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    boolean isFull() {
        return size.get() >= capacity;
    }

    int size() {
        return size.get();
    }

    /// The next items in order: at most `maxItems`, and no more once they weigh `maxBytes`.
    List<Inbound> take(int maxItems, long maxBytes) {
        List<Inbound> items = new ArrayList<>();
        long bytes = 0;
        while (items.size() < maxItems && bytes < maxBytes) {
            Inbound item = queue.poll();
            if (item == null) {
                break;
            }
            size.decrementAndGet();
            bytes += item.weight();
            items.add(item);
        }
        return items;
    }

    /// Waits for `wake`, and with `forItems` until there is something; at most `maxNanos`. For the
    /// consumer's thread alone.
    void await(boolean forItems, long maxNanos) {
        asleep = Thread.currentThread();
        waiting = forItems ? asleep : null;
        try {
            boolean items = forItems && !queue.isEmpty();
            if (!woken && !items && maxNanos > 0) {
                LockSupport.parkNanos(this, maxNanos);
            }
        } finally {
            waiting = null;
            asleep = null;
            woken = false;
        }
    }
}
