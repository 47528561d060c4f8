package dev.guildhall.guild.store.cassandra.tables;

import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.log.LogKeys;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
    private final ProjectionQueue queue;
    private final Thread thread;
    private volatile long marked;

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
        this.queue = new ProjectionQueue(options, metrics, projected);
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
        queue.add(entries);
    }

    /// Returns when there is room for more; throws `Unreachable` when there is none in time, and
    /// `Corrupt` when there will never be.
    void awaitRoom() {
        queue.awaitRoom();
    }

    /// Returns when the tables have all messages of the channel that were added before; throws as
    /// `awaitRoom`. What other channels have in between, which may be a lot, is not waited for.
    void await(ChannelId channelId) {
        queue.await(channelId);
    }

    /// Returns when the tables have everything up to `seq`; throws as `awaitRoom`.
    void await(long seq) {
        queue.await(seq);
    }

    long projected() {
        return queue.projected();
    }

    /// The stored mark.
    long marked() {
        return marked;
    }

    private void run() {
        try {
            List<LogEntry> chunk = queue.next();
            while (!chunk.isEmpty()) {
                long started = System.nanoTime();
                if (!projectUntilDone(chunk)) {
                    LOG.atDebug()
                            .addKeyValue(LogKeys.GUILD_ID, guildId)
                            .log("projection abandoned");
                    return;
                }
                metrics.chunks.record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
                queue.done(chunk);
                mark(MARK_ENTRIES);
                chunk = queue.next();
            }
            mark(0);
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue(LogKeys.GUILD_ID, guildId)
                    .log("projection ended by a bug; the guild is refused until it is opened anew");
            queue.broke(e);
        }
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

    /// False when it is to leave the rest.
    private boolean projectUntilDone(List<LogEntry> chunk) {
        long doneBefore = replayedUpTo;
        long retryMs = FIRST_RETRY_MS;
        while (true) {
            try {
                projection.project(chunk, chunk.getFirst().seq() <= doneBefore ? doneBefore : 0);
                return true;
            } catch (StoreException.Unreachable e) {
                failed(e);
                doneBefore = Math.max(doneBefore, chunk.getLast().seq());
                if (!queue.pause(retryMs)) {
                    return false;
                }
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

    /// Lets what is queued be projected, for a while; the rest is done when the guild is opened.
    @Override
    public void close() {
        queue.end();
        if (!ended(options.lagWaitMs())) {
            queue.abandon();
            ended(options.lagWaitMs());
        }
        queue.forget();
    }

    private boolean ended(long withinMs) {
        try {
            thread.join(withinMs);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
