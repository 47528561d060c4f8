package dev.guildhall.guild.loop;

import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.store.GuildStore;
import dev.guildhall.guild.store.LogEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The batches that are decided and not heard of, in their order, and the appends that store them.
///
/// One append runs at a time. What is decided meanwhile gathers, and is stored by the next one, all
/// of it at once up to the limits of a batch. After an append that failed nothing is appended until
/// the loop has taken back what was decided on top of it.
///
/// ```
/// gathering --append begins--> under way --append ends--> ended --taken by the loop--> heard of
/// gathering --an append before it failed--> taken back
/// ```
///
/// `submit`, `next`, `drain` and `takeBack` belong to the loop's thread; appends run on whichever
/// thread `executor` gives, or on the loop's own.
final class Commits {

    /// An append that ended, and whose batches it was of: all are stored or none.
    record Ended(List<Batch> batches, Appended append) {}

    /// How an append went, by the monotonic clock. `failure` is null when it was stored.
    record Appended(
            List<LogEntry> log,
            long startedNanos,
            long endedNanos,
            @Nullable RuntimeException failure) {}

    /// Of most commands: an event that is published, and an answer.
    private static final int EFFECTS_PER_ITEM = 2;

    private final GuildStore store;
    private final Ticker ticker;
    private final LoopLimits limits;
    private final Executor executor;
    private final Runnable wake;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final Deque<Batch> gathering = new ArrayDeque<>();
    private final Deque<Ended> ended = new ArrayDeque<>();
    private int gatheringEffects;
    private boolean appending;
    private boolean scheduled;
    private boolean failed;

    /// `wake` tells the loop that an append has ended; any thread calls it.
    Commits(GuildStore store, Ticker ticker, LoopLimits limits, Executor executor, Runnable wake) {
        this.store = store;
        this.ticker = ticker;
        this.limits = limits;
        this.executor = executor;
        this.wake = wake;
    }

    /// Takes a batch, whose append begins at once or after those before it. With `here` it is the
    /// loop that appends, and returns when that has ended.
    void submit(Batch batch, boolean here) {
        boolean schedule;
        lock.lock();
        try {
            gathering.add(batch);
            gatheringEffects += batch.effects().size();
            schedule = !here && !appending && !scheduled;
            scheduled |= schedule;
        } finally {
            lock.unlock();
        }
        if (here) {
            appendAll(() -> {});
        } else if (schedule) {
            executor.execute(() -> appendAll(wake));
        }
    }

    /// Whether the loop has to wait before it decides more: as much waits as a batch of commands
    /// leads to, be it of reads behind an append.
    boolean isFull() {
        lock.lock();
        try {
            return gatheringEffects >= EFFECTS_PER_ITEM * limits.batchItems();
        } finally {
            lock.unlock();
        }
    }

    /// Whether nothing gathers, is under way, or waits to be heard of.
    boolean isIdle() {
        lock.lock();
        try {
            return !appending && gathering.isEmpty() && ended.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /// The next append that ended, in their order; null when there is none now.
    @Nullable Ended next() {
        lock.lock();
        try {
            return ended.poll();
        } finally {
            lock.unlock();
        }
    }

    /// Returns when nothing is under way, and nothing gathers unless an append failed.
    void drain() {
        appendAll(() -> {});
        lock.lock();
        try {
            while (appending) {
                idle.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /// After an append that failed: the batches that were decided on top of it, none of which is
    /// stored. Appends go on with what comes from here on.
    List<Batch> takeBack() {
        lock.lock();
        try {
            List<Batch> batches = List.copyOf(gathering);
            gathering.clear();
            gatheringEffects = 0;
            failed = false;
            return batches;
        } finally {
            lock.unlock();
        }
    }

    /// Appends until nothing gathers any more, unless another thread does; `told` after each
    /// append.
    private void appendAll(Runnable told) {
        List<Batch> group = begin();
        while (!group.isEmpty()) {
            List<LogEntry> log = log(group);
            long started = ticker.nanos();
            RuntimeException failure = log.isEmpty() ? null : append(log);
            group = end(new Ended(group, new Appended(log, started, ticker.nanos(), failure)));
            told.run();
        }
    }

    private @Nullable RuntimeException append(List<LogEntry> log) {
        try {
            store.append(log);
            return null;
        } catch (RuntimeException e) {
            return e;
        } catch (Error e) {
            return new IllegalStateException(e); // thrown on the loop, which nobody waits for then
        }
    }

    private List<Batch> begin() {
        lock.lock();
        try {
            scheduled = false;
            return appending ? List.of() : group();
        } finally {
            lock.unlock();
        }
    }

    private List<Batch> end(Ended append) {
        lock.lock();
        try {
            ended.add(append);
            failed = append.append().failure() != null;
            return group();
        } finally {
            lock.unlock();
        }
    }

    /// The batches of the next append, none when there is none; under the lock.
    private List<Batch> group() {
        List<Batch> group = new ArrayList<>();
        int events = 0;
        long bytes = 0;
        while (!failed && !gathering.isEmpty()) {
            Batch next = gathering.element();
            events += next.log().size();
            bytes += next.bytes();
            boolean fits = events <= limits.batchItems() && bytes <= limits.batchBytes();
            if (!fits && !group.isEmpty()) {
                break;
            }
            group.add(gathering.remove());
            gatheringEffects -= next.effects().size();
        }
        appending = !group.isEmpty();
        if (!appending) {
            idle.signalAll();
        }
        return group;
    }

    private static List<LogEntry> log(List<Batch> group) {
        if (group.size() == 1) {
            return group.getFirst().log();
        }
        List<LogEntry> log = new ArrayList<>();
        group.forEach(batch -> log.addAll(batch.log()));
        return log;
    }
}
