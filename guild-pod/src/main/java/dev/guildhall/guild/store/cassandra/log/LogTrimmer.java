package dev.guildhall.guild.store.cassandra.log;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import java.util.ArrayDeque;
import java.util.Deque;

/// Deletes the rows of closed buckets. Whoever does it twice, or ends half-way, does no harm: what
/// was begun is finished by the next trim, or by the next owner's. Safe for many threads.
final class LogTrimmer {

    private static final String NEWEST =
            "SELECT seq, WRITETIME(events) AS written FROM guild_log"
                    + " WHERE guild_id = ? AND bucket = ? ORDER BY seq DESC LIMIT 1";
    private static final String DELETE =
            "DELETE FROM guild_log USING TIMESTAMP ?"
                    + " WHERE guild_id = ? AND bucket = ? AND seq >= ?";

    private final CassandraSession session;
    private final long guildId;
    private final BucketIndex index;
    private final LogMetrics metrics;

    /// Nobody looks into them any more, and not all of their rows are known to be deleted.
    private final Deque<Long> begun = new ArrayDeque<>();

    LogTrimmer(CassandraSession session, long guildId, BucketIndex index, LogMetrics metrics) {
        this.session = session;
        this.guildId = guildId;
        this.index = index;
        this.metrics = metrics;
    }

    /// Empties the buckets before `current` that have no entry after `seq`.
    synchronized void trim(long seq, long current) {
        finish();
        for (long bucket : index.all()) {
            Long next = index.after(bucket);
            if (next == null || next > seq + 1 || bucket >= current || next > current) {
                return;
            }
            index.forget(bucket);
            begun.add(bucket);
            finish();
        }
    }

    private void finish() {
        while (!begun.isEmpty()) {
            long bucket = begun.getFirst();
            empty(bucket);
            index.remove(bucket);
            begun.removeFirst();
            metrics.trimmedBuckets.increment();
        }
    }

    /// Deletes as of the newest row's own timestamp, which comes from the nodes and may be ahead of
    /// every clock here.
    private void empty(long bucket) {
        Row newest = session.read(NEWEST, guildId, bucket).one();
        // ScyllaDB answers a row without a seq where there are static columns alone.
        if (newest != null && !newest.isNull("seq")) {
            session.write(DELETE, newest.getLong("written"), guildId, bucket, bucket);
        }
    }
}
