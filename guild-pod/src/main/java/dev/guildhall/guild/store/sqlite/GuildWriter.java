package dev.guildhall.guild.store.sqlite;

import dev.guildhall.guild.store.EventBytes;
import dev.guildhall.guild.store.LogEntry;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The connection on which a guild's loop writes. One transaction for a batch: the lease is
/// compared, the log grows, the tables follow.
///
/// `writing` is held meanwhile: housekeeping, which takes it too, never meets the writer at
/// SQLite's own lock, where waiting is coarse.
final class GuildWriter implements AutoCloseable {

    /// In pages of 4 KiB. Housekeeping checkpoints much earlier; this bounds the write-ahead log
    /// when it cannot.
    private static final int CHECKPOINT_AT_LAST = 16_000;

    private static final RowInsert LOG =
            RowInsert.of("INSERT INTO log (seq, epoch, event)", "(?, ?, ?)");

    private final Sql sql;
    private final long epoch;
    private final EventBytes bytes;
    private final GuildLease lease;
    private final EventProjection projection;
    private final ReentrantLock writing;

    GuildWriter(
            Sql sql, long epoch, EventBytes bytes, StoreOptions options, ReentrantLock writing) {
        this.sql = sql;
        this.epoch = epoch;
        this.bytes = bytes;
        this.lease = new GuildLease(sql, epoch);
        this.projection = new EventProjection(sql, bytes, options.chunkRows());
        this.writing = writing;
        sql.run("PRAGMA wal_autocheckpoint = " + CHECKPOINT_AT_LAST);
    }

    /// True: rows are left that nobody sees any more, for the housekeeping.
    boolean append(List<LogEntry> batch) {
        if (batch.isEmpty()) {
            return false;
        }
        batch.forEach(entry -> entry.bytes(bytes)); // before the lock
        return write(() -> {
            lease.check();
            requireGapless(batch);
            for (LogEntry entry : batch) {
                sql.insert(LOG, entry.seq(), epoch, entry.bytes(bytes));
            }
            return projection.apply(batch);
        });
    }

    private void requireGapless(List<LogEntry> batch) {
        long expected = sql.number("SELECT max(seq) FROM log") + 1;
        for (LogEntry entry : batch) {
            if (entry.seq() != expected) {
                throw new IllegalArgumentException(
                        "appended seq " + entry.seq() + " where " + expected + " comes next");
            }
            expected++;
        }
    }

    void renew() {
        write(() -> {
            lease.renew();
            return true;
        });
    }

    private boolean write(Supplier<Boolean> work) {
        writing.lock();
        try {
            return sql.write(work);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() {
        writing.lock();
        try {
            sql.close();
        } finally {
            writing.unlock();
        }
    }
}
