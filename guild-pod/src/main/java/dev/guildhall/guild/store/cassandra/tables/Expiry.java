package dev.guildhall.guild.store.cassandra.tables;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.log.LogKeys;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.image.GuildImage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The age beyond which a guild's messages are not shown any more, and the removal of their
/// buckets. Exact for readers; the space is freed bucket by bucket. Safe for many threads.
final class Expiry {

    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);

    private final GuildId guildId;
    private final Removals removals;
    private final TablesOptions options;
    private final TablesMetrics metrics;
    private final Ticker ticker;
    private final ExecutorService executor;
    private final LongSupplier projected;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile int removedBelow;

    /// `projected` is the seq up to which the tables have everything.
    Expiry(
            GuildId guildId,
            CassandraSession session,
            TablesOptions options,
            TablesMetrics metrics,
            Ticker ticker,
            ExecutorService executor,
            LongSupplier projected) {
        this.guildId = guildId;
        this.removals = new Removals(session);
        this.options = options;
        this.metrics = metrics;
        this.ticker = ticker;
        this.executor = executor;
        this.projected = projected;
    }

    /// The smallest id of a message that is shown; 0 when all are.
    long firstShown() {
        return options.firstShown(guildId, ticker.unixMs());
    }

    /// Removes in the background what has grown too old since the last time. Returns at once.
    void tick(GuildImage image) {
        int bucket = Bucket.of(firstShown());
        if (bucket > removedBelow && scheduled.compareAndSet(false, true)) {
            try {
                executor.execute(() -> run(image, bucket));
            } catch (RejectedExecutionException _) {
                scheduled.set(false); // the process ends
            }
        }
    }

    private void run(GuildImage image, int bucket) {
        try {
            long at = WriteTime.ofRemoval(projected.getAsLong());
            for (Channel channel : image.channels()) {
                metrics.erasExpired.increment(removals.olderThan(channel.id().value(), bucket, at));
            }
            removedBelow = bucket;
        } catch (StoreException e) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.GUILD_ID, guildId)
                    .addKeyValue(LogKeys.REASON, e.getMessage())
                    .log("old messages were not removed, it is tried again later");
        } finally {
            scheduled.set(false);
        }
    }
}
