package dev.guildhall.guild.store.sqlite;

import dev.guildhall.guild.store.StoreException;
import io.micrometer.core.instrument.Counter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The connections that reads of one file share: a bounded number, opened when they are needed and
/// kept. Callers wait for their turn, which is counted; they should be virtual threads.
public final class ReadPool implements AutoCloseable {

    private final Path file;
    private final int busyTimeoutMs;
    private final Counter waits;
    private final Semaphore permits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Sql> idle = new ArrayDeque<>();
    private boolean closed;

    public ReadPool(Path file, int connections, int busyTimeoutMs, Counter waits) {
        this.file = file;
        this.busyTimeoutMs = busyTimeoutMs;
        this.permits = new Semaphore(connections, true);
        this.waits = waits;
    }

    /// Runs `work` on one snapshot of the file, which holds all that was committed before.
    public <T> T read(Function<Sql, T> work) {
        if (!permits.tryAcquire()) {
            waits.increment();
            permits.acquireUninterruptibly();
        }
        try {
            Sql sql = take();
            boolean done = false;
            try {
                T result = sql.read(() -> work.apply(sql));
                done = true;
                return result;
            } finally {
                give(sql, done);
            }
        } finally {
            permits.release();
        }
    }

    private Sql take() {
        Sql sql = poll();
        return sql == null ? Sql.open(file, busyTimeoutMs) : sql;
    }

    private @Nullable Sql poll() {
        lock.lock();
        try {
            if (closed) {
                throw new StoreException.WriteRefused("the store is closed", null);
            }
            return idle.pollFirst();
        } finally {
            lock.unlock();
        }
    }

    /// A connection on which something failed is not used again.
    private void give(Sql sql, boolean good) {
        lock.lock();
        try {
            if (good && !closed) {
                idle.addFirst(sql);
                return;
            }
        } finally {
            lock.unlock();
        }
        sql.close();
    }

    /// Reads that run go on to their end; later ones are refused.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            idle.forEach(Sql::close);
            idle.clear();
        } finally {
            lock.unlock();
        }
    }
}
