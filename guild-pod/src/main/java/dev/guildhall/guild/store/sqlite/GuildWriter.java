package dev.guildhall.guild.store.sqlite;

import dev.guildhall.guild.store.EventBytes;
import dev.guildhall.guild.store.LogEntry;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The connection on which a guild's loop writes. One transaction for a batch: the lease is
/// compared, the log grows and loses its oldest entries, the tables follow.
///
/// Trimming is done here because another connection's writes make this one read again whatever it
/// had of the file.
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
    private final LogTrim trim;
    private final StoreOptions options;
    private final StoreMetrics metrics;
    private final ReentrantLock writing;

    /// The log's first seq when this last looked; 0 when it was empty.
    private long firstSeq;

    GuildWriter(
            Sql sql,
            long epoch,
            EventBytes bytes,
            StoreOptions options,
            StoreMetrics metrics,
            ReentrantLock writing) {
        this.sql = sql;
        this.epoch = epoch;
        this.bytes = bytes;
        this.lease = new GuildLease(sql, epoch);
        this.projection = new EventProjection(sql, bytes, options.chunkRows());
        this.trim = new LogTrim(sql, options);
        this.options = options;
        this.metrics = metrics;
        this.writing = writing;
        this.firstSeq = trim.firstSeq();
        sql.run("PRAGMA wal_autocheckpoint = " + CHECKPOINT_AT_LAST);
    }

    /// True: rows are left that nobody sees any more, for the housekeeping.
    boolean append(List<LogEntry> batch) {
        if (batch.isEmpty()) {
            return false;
        }
        batch.forEach(entry -> entry.bytes(bytes)); // before the lock
        long first = firstSeq;
        long tooMany = batch.getLast().seq() - first + 1 - options.logEntriesKept();
        Appended appended =
                write(() -> {
                    lease.check();
                    requireGapless(batch);
                    long kept = tooMany < options.chunkRows() ? first : trim(batch.size());
                    for (LogEntry entry : batch) {
                        sql.insert(LOG, entry.seq(), epoch, entry.bytes(bytes));
                    }
                    return new Appended(projection.apply(batch), kept);
                });
        firstSeq = appended.firstSeq;
        return appended.leavesRows;
    }

    private record Appended(boolean leavesRows, long firstSeq) {}

    /// Deletes more than come in, so that it ends also after the limit was lowered; returns the
    /// log's first seq.
    private long trim(int comeIn) {
        metrics.trimmedEntries.increment(trim.trim(Math.max(options.chunkRows(), 2L * comeIn)));
        return trim.firstSeq();
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

    private <T> T write(Supplier<T> work) {
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
