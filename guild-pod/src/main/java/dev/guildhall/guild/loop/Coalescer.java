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
/// A read joins one that has not begun; while one runs, equal ones gather for the next. So an
/// answer never comes from before its question. `K` says what is equal, `V` is the answer; safe for
/// many threads, and nobody blocks but the workers.
final class Coalescer<K, V> {

    private final Map<K, Group<V>> waiting = new HashMap<>();
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
    }

    /// Answers `to` with what `work` gives, or a work that was given for an equal key. False: too
    /// many wait already. `work` must not throw.
    synchronized boolean read(K key, Supplier<V> work, Consumer<V> to) {
        if (readers >= capacity) {
            return false;
        }
        readers++;
        Group<V> group = waiting.get(key);
        if (group == null) {
            Group<V> opened = new Group<>();
            waiting.put(key, opened);
            opened.readers.add(to);
            executor.execute(() -> run(key, opened, work));
        } else {
            group.readers.add(to);
        }
        return true;
    }

    private void run(K key, Group<V> group, Supplier<V> work) {
        running.acquireUninterruptibly();
        List<Consumer<V>> answered;
        V value;
        try {
            answered = begin(key, group);
            value = work.get();
        } finally {
            running.release();
        }
        synchronized (this) {
            readers -= answered.size();
        }
        Workers.runEach(answered.stream().map(to -> (Runnable) () -> to.accept(value)).toList());
    }

    /// From here on equal reads gather for the next one.
    private synchronized List<Consumer<V>> begin(K key, Group<V> group) {
        waiting.remove(key, group);
        return group.readers;
    }
}
