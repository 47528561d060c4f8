package dev.guildhall.guild.store.sqlite;

import dev.guildhall.guild.store.EventBytes;
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
/// kept. Callers wait for their turn; they should be virtual threads.
final class ReadConnections implements AutoCloseable {

    private final Path file;
    private final EventBytes bytes;
    private final int busyTimeoutMs;
    private final Counter waits;
    private final Semaphore permits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Reader> idle = new ArrayDeque<>();
    private boolean closed;

    ReadConnections(Path file, EventBytes bytes, StoreOptions options, Counter waits) {
        this.file = file;
        this.bytes = bytes;
        this.busyTimeoutMs = options.blockedAfterMs();
        this.permits = new Semaphore(options.readConnections(), true);
        this.waits = waits;
    }

    /// A connection and all that can be read on it.
    record Reader(Sql sql, GuildReads guild, MessageReads messages, MemberReads members) {

        static Reader of(Sql sql, EventBytes bytes) {
            return new Reader(
                    sql,
                    new GuildReads(sql, bytes),
                    new MessageReads(sql, bytes),
                    new MemberReads(sql, bytes));
        }
    }

    /// Runs `work` on one snapshot of the file.
    <T> T read(Function<Reader, T> work) {
        if (!permits.tryAcquire()) {
            waits.increment();
            permits.acquireUninterruptibly();
        }
        try {
            Reader reader = take();
            boolean done = false;
            try {
                T result = reader.sql().read(() -> work.apply(reader));
                done = true;
                return result;
            } finally {
                give(reader, done);
            }
        } finally {
            permits.release();
        }
    }

    private Reader take() {
        Reader reader = poll();
        return reader == null ? Reader.of(Sql.open(file, busyTimeoutMs), bytes) : reader;
    }

    private @Nullable Reader poll() {
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
    private void give(Reader reader, boolean good) {
        lock.lock();
        try {
            if (good && !closed) {
                idle.addFirst(reader);
                return;
            }
        } finally {
            lock.unlock();
        }
        reader.sql().close();
    }

    /// Reads that run go on to their end; later ones are refused.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            idle.forEach(reader -> reader.sql().close());
            idle.clear();
        } finally {
            lock.unlock();
        }
    }
}
