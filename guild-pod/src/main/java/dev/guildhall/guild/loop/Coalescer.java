package dev.guildhall.guild.loop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Makes equal reads at the same time once, and bounds how many run and how many wait.
///
/// A read joins one that has not begun, or one that runs and whose answer is new enough for it:
/// what has to be in the answer was known when that one began. Others gather for the next. So an
/// answer never comes from before its question. `K` says what is equal, `V` is the answer; safe for
/// many threads, and nobody blocks but the workers.
final class Coalescer<K, V> {

    /// As of when a read is that no running one may answer.
    static final long NOW = Long.MAX_VALUE;

    private final Map<K, Group<V>> waiting = new HashMap<>();
    private final Map<K, Group<V>> begun = new HashMap<>();
    private final Executor executor;
    private final Semaphore running;
    private final int capacity;
    private int readers;

    /// `executor` starts a thread for each read (virtual ones): at most `concurrent` of them work
    /// at once, for at most `capacity` who wait.
    Coalescer(Executor executor, int concurrent, int capacity) {
        this.executor = executor;
        this.running = new Semaphore(concurrent, true);
        this.capacity = capacity;
    }

    private static final class Group<V> {
        private final List<Consumer<V>> readers = new ArrayList<>();
        private long asOf;
    }

    /// Answers `to` with what `work` gives, or a work that was given for an equal key. False: too
    /// many wait already. `work` must not throw. The answer includes what was stored up to the seq
    /// `asOf`, all of which is stored already; with NOW it comes from a work that begins after
    /// this.
    synchronized boolean read(K key, long asOf, Supplier<V> work, Consumer<V> to) {
        if (readers >= capacity) {
            return false;
        }
        readers++;
        Group<V> running = begun.get(key);
        Group<V> group =
                running != null && asOf != NOW && asOf <= running.asOf ? running : waiting.get(key);
        if (group == null) {
            Group<V> opened = new Group<>();
            waiting.put(key, opened);
            executor.execute(() -> run(key, opened, work));
            group = opened;
        }
        group.readers.add(to);
        group.asOf = Math.max(group.asOf, asOf == NOW ? 0 : asOf);
        return true;
    }

    private void run(K key, Group<V> group, Supplier<V> work) {
        running.acquireUninterruptibly();
        List<Consumer<V>> answered;
        V value;
        try {
            begin(key, group);
            value = work.get();
        } finally {
            running.release();
            answered = end(key, group);
        }
        Workers.runEach(answered.stream().map(to -> (Runnable) () -> to.accept(value)).toList());
    }

    /// From here on equal reads that need a newer answer gather for the next one.
    private synchronized void begin(K key, Group<V> group) {
        waiting.remove(key, group);
        begun.put(key, group);
    }

    /// Nobody joins any more.
    private synchronized List<Consumer<V>> end(K key, Group<V> group) {
        begun.remove(key, group);
        readers -= group.readers.size();
        return group.readers;
    }
}
