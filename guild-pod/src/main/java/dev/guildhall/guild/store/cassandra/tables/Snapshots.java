package dev.guildhall.guild.store.cassandra.tables;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.log.LogKeys;
import dev.guildhall.guild.store.EventBytes;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.cassandra.GuildLog;
import dev.guildhall.guild.store.cassandra.tables.SnapshotStore.Manifest;
import dev.guildhall.guild.store.image.GuildImage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// When a guild's snapshots are written, and which is taken at recovery.
///
/// One is written on a worker while the loop goes on: an image does not change. Then older ones go,
/// and the log behind those that stay. Safe for many threads.
final class Snapshots implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    private final GuildId guildId;
    private final GuildLog log;
    private final SnapshotStore store;
    private final TablesOptions options;
    private final TablesMetrics metrics;
    private final ExecutorService executor;
    private final LongUnaryOperator trimmable;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final ReentrantLock running = new ReentrantLock();
    private volatile GuildImage latest = GuildImage.empty();
    private volatile long lastSeq;
    private volatile boolean closed;

    /// `trimmable` says up to where, at most to its argument, the log is not needed by others.
    Snapshots(
            GuildId guildId,
            GuildLog log,
            CassandraSession session,
            EventBytes bytes,
            TablesOptions options,
            TablesMetrics metrics,
            ExecutorService executor,
            LongUnaryOperator trimmable) {
        this.guildId = guildId;
        this.log = log;
        this.store = new SnapshotStore(session, bytes, guildId);
        this.options = options;
        this.metrics = metrics;
        this.executor = executor;
        this.trimmable = trimmable;
    }

    /// The newest snapshot that is whole; an empty image when there never was one. Throws `Corrupt`
    /// when all are damaged.
    GuildImage newest() {
        List<Manifest> whole = store.list().stream().filter(Manifest::complete).toList();
        for (Manifest manifest : whole) {
            Optional<GuildImage> image = store.read(manifest);
            if (image.isPresent()) {
                lastSeq = manifest.seq();
                return image.get();
            }
            metrics.snapshotsDamaged.increment();
            LOG.atError()
                    .addKeyValue(LogKeys.GUILD_ID, guildId)
                    .addKeyValue(LogKeys.SEQ, manifest.seq())
                    .log("snapshot is damaged, the one before it is taken");
        }
        if (!whole.isEmpty()) {
            throw new StoreException.Corrupt("all snapshots are damaged", null);
        }
        return GuildImage.empty();
    }

    /// The guild has come to `image`. Returns at once.
    void came(GuildImage image) {
        latest = image;
        boolean due = image.seq() - lastSeq >= options.snapshotEntries();
        if (due && !closed && scheduled.compareAndSet(false, true)) {
            try {
                executor.execute(this::run);
            } catch (RejectedExecutionException _) {
                scheduled.set(false); // the process ends
            }
        }
    }

    private void run() {
        boolean written = false;
        running.lock();
        try {
            if (!closed) {
                write(latest);
                written = true;
            }
        } catch (StoreException e) {
            metrics.snapshotFailures.increment();
            LOG.atWarn()
                    .addKeyValue(LogKeys.GUILD_ID, guildId)
                    .addKeyValue(LogKeys.REASON, e.getMessage())
                    .log("snapshot was not written, it is tried again later");
        } finally {
            running.unlock();
            scheduled.set(false);
        }
        if (written) {
            came(latest); // it has gone on meanwhile
        }
    }

    private void write(GuildImage image) {
        long started = System.nanoTime();
        store.write(image, log.epoch());
        lastSeq = image.seq();
        metrics.snapshots.record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
        long oldest = store.removeOld();
        long behind = Math.min(oldest, image.seq() - options.logEntriesKept());
        long upTo = trimmable.applyAsLong(behind);
        if (upTo > 0) {
            log.trim(upTo);
        }
    }

    /// Returns when nothing is written any more.
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
