package dev.guildhall.guild.store.sqlite;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.log.LogKeys;
import dev.guildhall.guild.store.StoreException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What one guild's file needs beside appends: the messages of deleted channels removed, the
/// write-ahead log put back into the file, and a log trimmed that the last owner left too long.
///
/// It runs on the executor's thread, in small transactions between which the loop writes. They are
/// not synced one by one (synchronous=NORMAL): order holds, and losing the last of them loses
/// nothing. What a crash interrupts goes on after the next claim.
final class Housekeeping implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    /// Chunks before it is another guild's turn.
    private static final int CHUNKS_IN_A_ROW = 50;

    /// Appends and entries after which a checkpoint is due: some 4 to 12 MB of write-ahead log, and
    /// sixteen times that where the last one was less than `CHECKPOINT_PAUSE_NANOS` ago: each syncs
    /// twice and writes the same busy pages again.
    private static final int CHECKPOINT_WORK = 2_048;

    private static final int CHECKPOINT_WORK_AT_ONCE = 32_768;
    private static final long CHECKPOINT_PAUSE_NANOS = 1_000_000_000;

    private static final int WORK_OF_AN_APPEND = 3;

    private final GuildId guildId;
    private final Path file;
    private final long epoch;
    private final StoreOptions options;
    private final StoreMetrics metrics;
    private final Executor executor;
    private final ReentrantLock writing;
    private final ReentrantLock running = new ReentrantLock();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicInteger uncheckpointed = new AtomicInteger();
    private volatile long checkpointedNanos = System.nanoTime() - CHECKPOINT_PAUSE_NANOS;
    private volatile boolean closed;

    /// `writing` is held by whoever has a write transaction on the file in this process.
    Housekeeping(
            GuildId guildId,
            Path file,
            long epoch,
            StoreOptions options,
            StoreMetrics metrics,
            Executor executor,
            ReentrantLock writing) {
        this.guildId = guildId;
        this.file = file;
        this.epoch = epoch;
        this.options = options;
        this.metrics = metrics;
        this.executor = executor;
        this.writing = writing;
    }

    /// The loop has appended `entries`. Returns at once.
    void appended(int entries) {
        uncheckpointed.addAndGet(entries + WORK_OF_AN_APPEND);
        if (checkpointDue()) {
            schedule();
        }
    }

    private boolean checkpointDue() {
        int work = uncheckpointed.get();
        return work >= CHECKPOINT_WORK_AT_ONCE
                || (work >= CHECKPOINT_WORK
                        && System.nanoTime() - checkpointedNanos >= CHECKPOINT_PAUSE_NANOS);
    }

    /// Runs soon: a channel was deleted, or the file was just opened.
    void schedule() {
        if (!closed && scheduled.compareAndSet(false, true)) {
            try {
                executor.execute(this::run);
            } catch (RejectedExecutionException _) {
                scheduled.set(false); // the process ends
            }
        }
    }

    private void run() {
        scheduled.set(false);
        boolean more = false;
        running.lock();
        try {
            if (!closed) {
                more = work();
            }
        } catch (StoreException e) {
            metrics.housekeepingFailures.increment();
            LOG.atWarn()
                    .addKeyValue(LogKeys.GUILD_ID, guildId)
                    .addKeyValue(LogKeys.REASON, e.getMessage())
                    .log("housekeeping of a guild's file ended early");
        } finally {
            running.unlock();
        }
        if (more) {
            schedule();
        }
    }

    /// True: there is more to do.
    private boolean work() {
        try (Sql sql = Sql.open(file, options.blockedAfterMs())) {
            sql.run("PRAGMA synchronous = NORMAL");
            HousekeepingChunks chunks = new HousekeepingChunks(sql, epoch, options);
            boolean more = true;
            for (int i = 0; more && !closed && i < CHUNKS_IN_A_ROW; i++) {
                more = chunk(chunks);
            }
            if (checkpointDue()) {
                checkpoint(sql);
            }
            return more;
        }
    }

    private boolean chunk(HousekeepingChunks chunks) {
        writing.lock();
        try {
            return Boolean.TRUE.equals(metrics.chunks.record(() -> chunks.next(metrics)));
        } finally {
            writing.unlock();
        }
    }

    /// Most of it while the loop goes on; the rest while it waits, so that the next write can start
    /// the write-ahead log anew.
    private void checkpoint(Sql sql) {
        uncheckpointed.set(0);
        checkpointedNanos = System.nanoTime();
        metrics.checkpoints.record(() -> passive(sql));
        writing.lock();
        try {
            passive(sql);
        } finally {
            writing.unlock();
        }
    }

    private static void passive(Sql sql) {
        sql.number("PRAGMA wal_checkpoint(PASSIVE)");
    }

    /// Returns when nothing runs any more.
    @Override
    public void close() {
        closed = true;
        running.lock();
        try {
            scheduled.set(false);
        } finally {
            running.unlock();
        }
    }
}
