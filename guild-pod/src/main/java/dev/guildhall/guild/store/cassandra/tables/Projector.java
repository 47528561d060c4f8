package dev.guildhall.guild.store.cassandra.tables;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.log.LogKeys;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings one guild's logged entries into its tables, in their order, on a virtual thread of its
/// own. What fails is tried again until it is done: only entries that are in the log come here, so
/// they are due whatever happens.
///
/// Now and then, and at its end, it stores up to where the tables have everything; what comes after
/// that is projected again when the guild is opened. Safe for many threads.
final class Projector implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Projector.class);
    private static final long MARK_ENTRIES = 1_000;
    private static final long FIRST_RETRY_MS = 50;
    private static final long LAST_RETRY_MS = 2_000;

    private final GuildId guildId;
    private final Projection projection;
    private final CassandraSession session;
    private final TablesOptions options;
    private final TablesMetrics metrics;
    private final long replayedUpTo;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition came = lock.newCondition();
    private final Condition went = lock.newCondition();
    private final Deque<LogEntry> queue = new ArrayDeque<>();
    private final Thread thread;
    private long projected;
    private volatile long marked;
    private boolean closing;
    private boolean abandoned;
    private @Nullable RuntimeException broken;

    /// The tables have everything up to `projected`, and may have anything up to `replayedUpTo`.
    Projector(
            GuildId guildId,
            Projection projection,
            CassandraSession session,
            TablesOptions options,
            TablesMetrics metrics,
            long projected,
            long replayedUpTo) {
        this.guildId = guildId;
        this.projection = projection;
        this.session = session;
        this.options = options;
        this.metrics = metrics;
        this.projected = projected;
        this.marked = projected;
        this.replayedUpTo = replayedUpTo;
        this.thread = Thread.ofVirtual().name("guild-projector-" + guildId).start(this::run);
    }

    /// The stored mark of a guild: up to it the tables have everything.
    static long readMark(CassandraSession session, GuildId guildId) {
        var row =
                session.read("SELECT seq FROM projected WHERE guild_id = ?", guildId.value()).one();
        return row == null ? 0 : row.getLong("seq");
    }

    /// Takes entries that are in the log. Never refuses; see `awaitRoom`.
    void add(List<LogEntry> entries) {
        lock.lock();
        try {
            queue.addAll(entries);
            metrics.lagEntries.addAndGet(entries.size());
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
            if (queue.size() >= options.lagEntries()) {
                metrics.lagWaits.increment();
            }
            await(() -> queue.size() < options.lagEntries(), "the tables lag behind the log");
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

    /// The stored mark.
    long marked() {
        return marked;
    }

    @FunctionalInterface
    private interface Held {
        boolean now();
    }

    private void await(Held condition, String otherwise) {
        long left = TimeUnit.MILLISECONDS.toNanos(options.lagWaitMs());
        try {
            while (!condition.now()) {
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

    private void run() {
        try {
            List<LogEntry> chunk = next();
            while (!chunk.isEmpty()) {
                long started = System.nanoTime();
                projectUntilDone(chunk);
                metrics.chunks.record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
                done(chunk);
                chunk = next();
            }
            mark(0);
        } catch (Abandoned _) {
            LOG.atDebug().addKeyValue(LogKeys.GUILD_ID, guildId).log("projection abandoned");
        } catch (RuntimeException e) {
            broke(e);
        }
    }

    /// The next entries, at most a chunk; none: it is time to end.
    private List<LogEntry> next() {
        lock.lock();
        try {
            while (queue.isEmpty() && !closing) {
                came.awaitUninterruptibly();
            }
            List<LogEntry> chunk = new ArrayList<>();
            for (LogEntry entry : queue) {
                boolean alone = Projection.standsAlone(entry.event());
                if (chunk.size() >= options.chunkEntries() || (alone && !chunk.isEmpty())) {
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

    private void done(List<LogEntry> chunk) {
        long seq = chunk.getLast().seq();
        lock.lock();
        try {
            for (int i = 0; i < chunk.size(); i++) {
                queue.removeFirst();
            }
            projected = seq;
            went.signalAll();
        } finally {
            lock.unlock();
        }
        metrics.lagEntries.addAndGet(-chunk.size());
        metrics.projected.increment(chunk.size());
        mark(MARK_ENTRIES);
    }

    /// Stores the mark when it is `behind` entries old. That it fails costs a longer replay.
    private void mark(long behind) {
        long seq = projected();
        if (seq == marked || seq - marked < behind) {
            return;
        }
        try {
            session.write(
                    "INSERT INTO projected (guild_id, seq) VALUES (?, ?) USING TIMESTAMP ?",
                    guildId.value(),
                    seq,
                    WriteTime.ofWrite(seq));
            marked = seq;
        } catch (StoreException.Unreachable e) {
            failed(e);
        }
    }

    private void projectUntilDone(List<LogEntry> chunk) {
        long doneBefore = replayedUpTo;
        long retryMs = FIRST_RETRY_MS;
        while (true) {
            try {
                projection.project(chunk, chunk.getFirst().seq() <= doneBefore ? doneBefore : 0);
                return;
            } catch (StoreException.Unreachable e) {
                failed(e);
                projection.forget();
                doneBefore = Math.max(doneBefore, chunk.getLast().seq());
                pause(retryMs);
                retryMs = Math.min(2 * retryMs, LAST_RETRY_MS);
            }
        }
    }

    private void failed(StoreException e) {
        metrics.projectionFailures.increment();
        LOG.atWarn()
                .addKeyValue(LogKeys.GUILD_ID, guildId)
                .addKeyValue(LogKeys.REASON, e.getMessage())
                .log("projection failed, trying again");
    }

    private void pause(long ms) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(ms);
            while (!abandoned && left > 0) {
                left = went.awaitNanos(left);
            }
            if (abandoned) {
                throw new Abandoned();
            }
        } catch (InterruptedException e) {
            throw new Abandoned(e);
        } finally {
            lock.unlock();
        }
    }

    private void broke(RuntimeException e) {
        LOG.atError()
                .setCause(e)
                .addKeyValue(LogKeys.GUILD_ID, guildId)
                .log("projection ended by a bug; the guild is refused until it is opened anew");
        lock.lock();
        try {
            broken = e;
            went.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Lets what is queued be projected, for a while; the rest is done when the guild is opened.
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            came.signal();
        } finally {
            lock.unlock();
        }
        if (!ended(options.lagWaitMs())) {
            abandon();
            ended(options.lagWaitMs());
        }
        lock.lock();
        try {
            metrics.lagEntries.addAndGet(-queue.size());
            abandoned = true;
            went.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean ended(long withinMs) {
        try {
            thread.join(withinMs);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private void abandon() {
        lock.lock();
        try {
            abandoned = true;
            went.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The projector was told to leave the rest.
    private static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1;

        Abandoned() {}

        Abandoned(InterruptedException cause) {
            super(cause);
        }
    }
}
