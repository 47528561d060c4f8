package dev.guildhall.guild.store.cassandra.tables;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import java.util.ArrayList;
import java.util.List;

/// Removes messages by whole partitions, which leaves one mark for each and nothing for readers to
/// walk over. Safe for many threads.
final class Removals {

    private final CassandraSession session;

    Removals(CassandraSession session) {
        this.session = session;
    }

    /// Removes all that the channel has, as of write time `at`. The list of its eras goes last, so
    /// that what is interrupted can be done again.
    void channel(long channelId, long at) {
        InFlight inFlight = new InFlight();
        for (int era : eras(channelId)) {
            for (int bucket : Bucket.ofEra(era)) {
                bucket(channelId, bucket, at, inFlight);
            }
            ids(channelId, era, at, inFlight);
        }
        inFlight.finish();
        session.write(
                "DELETE FROM message_eras USING TIMESTAMP ? WHERE channel_id = ?", at, channelId);
    }

    /// Removes the channel's buckets below `bucket`, with the eras that are empty then; returns how
    /// many eras it looked at.
    int olderThan(long channelId, int bucket, long at) {
        InFlight inFlight = new InFlight();
        List<Integer> old =
                eras(channelId).stream().filter(era -> era <= bucket / Bucket.IN_ERA).toList();
        for (int era : old) {
            for (int each : Bucket.ofEra(era)) {
                if (each < bucket) {
                    bucket(channelId, each, at, inFlight);
                }
            }
            if (era < bucket / Bucket.IN_ERA) {
                ids(channelId, era, at, inFlight);
            }
        }
        inFlight.finish();
        for (int era : old) {
            if (era < bucket / Bucket.IN_ERA) {
                session.write(
                        "DELETE FROM message_eras USING TIMESTAMP ? WHERE channel_id = ? AND era = ?",
                        at,
                        channelId,
                        era);
            }
        }
        return old.size();
    }

    private List<Integer> eras(long channelId) {
        List<Integer> eras = new ArrayList<>();
        for (Row row :
                session.read("SELECT era FROM message_eras WHERE channel_id = ?", channelId)) {
            eras.add(row.getInt("era"));
        }
        return eras;
    }

    private void bucket(long channelId, int bucket, long at, InFlight inFlight) {
        inFlight.start(() ->
                session.writeAsync(
                        "DELETE FROM messages USING TIMESTAMP ? WHERE channel_id = ? AND bucket = ?",
                        at,
                        channelId,
                        bucket));
        inFlight.start(() ->
                session.writeAsync(
                        "DELETE FROM reactions USING TIMESTAMP ? WHERE channel_id = ? AND bucket = ?",
                        at,
                        channelId,
                        bucket));
    }

    private void ids(long channelId, int era, long at, InFlight inFlight) {
        inFlight.start(() ->
                session.writeAsync(
                        "DELETE FROM message_ids USING TIMESTAMP ? WHERE channel_id = ? AND era = ?",
                        at,
                        channelId,
                        era));
    }
}
