package dev.guildhall.guild.store.cassandra.log;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.guildhall.guild.store.cassandra.CassandraSession;

/// Deletes the rows of closed buckets. Whoever does it twice, or ends half-way, does no harm.
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

    LogTrimmer(CassandraSession session, long guildId, BucketIndex index, LogMetrics metrics) {
        this.session = session;
        this.guildId = guildId;
        this.index = index;
        this.metrics = metrics;
    }

    /// Empties the buckets before `current` that have no entry after `seq`.
    void trim(long seq, long current) {
        for (long bucket : index.all()) {
            Long next = index.after(bucket);
            if (next == null || next > seq + 1 || bucket >= current || next > current) {
                return;
            }
            index.forget(bucket);
            empty(bucket);
            index.remove(bucket);
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
