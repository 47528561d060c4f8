package dev.guildhall.guild.store.cassandra.log;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/// Which buckets a guild's log has, by their first seqs: a table, and a copy of it here. It has
/// every bucket that was opened and not emptied, and at most one that is still to be opened.
///
/// The table's writes carry timestamps of their own, made of the bucket, so that removing wins over
/// adding whatever clocks say.
final class BucketIndex {

    private final CassandraSession session;
    private final long guildId;
    private final ConcurrentSkipListSet<Long> buckets = new ConcurrentSkipListSet<>();

    private BucketIndex(CassandraSession session, long guildId) {
        this.session = session;
        this.guildId = guildId;
    }

    static BucketIndex load(CassandraSession session, long guildId) {
        BucketIndex index = new BucketIndex(session, guildId);
        for (Row row :
                session.read("SELECT bucket FROM guild_log_buckets WHERE guild_id = ?", guildId)) {
            index.buckets.add(row.getLong("bucket"));
        }
        return index;
    }

    /// Has to be done before the bucket is opened.
    void add(long bucket) {
        if (has(bucket)) {
            return;
        }
        session.write(
                "INSERT INTO guild_log_buckets (guild_id, bucket) VALUES (?, ?) USING TIMESTAMP ?",
                guildId,
                bucket,
                2 * bucket);
        buckets.add(bucket);
    }

    boolean has(long bucket) {
        return buckets.contains(bucket);
    }

    /// From here on nobody looks into the bucket.
    void forget(long bucket) {
        buckets.remove(bucket);
    }

    /// After the bucket's rows have been deleted.
    void remove(long bucket) {
        session.write(
                "DELETE FROM guild_log_buckets USING TIMESTAMP ? WHERE guild_id = ? AND bucket = ?",
                2 * bucket + 1,
                guildId,
                bucket);
    }

    /// Where the search for the last bucket begins: before the newest that is known, since that may
    /// not be open yet and then the one before says by whom the guild is held.
    long beforeNewest() {
        Long newest = buckets.isEmpty() ? null : buckets.last();
        Long before = newest == null ? null : buckets.lower(newest);
        return before != null ? before : newest != null ? newest : Position.FIRST;
    }

    /// The bucket in which `seq` lies; null when it is not kept.
    @Nullable Long of(long seq) {
        return buckets.floor(seq);
    }

    /// The bucket after this one; null for the last.
    @Nullable Long after(long bucket) {
        return buckets.higher(bucket);
    }

    List<Long> all() {
        return List.copyOf(buckets);
    }
}
