package dev.guildhall.guild.store.cassandra.log;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import java.nio.ByteBuffer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads a guild's log, bucket after bucket. Any thread.
final class LogReader {

    private static final String COMMITS =
            "SELECT seq, events FROM guild_log WHERE guild_id = ? AND bucket = ? AND seq > ?";

    private final CassandraSession session;
    private final long guildId;
    private final BucketIndex index;
    private final CommitBytes commits;
    private final int pageRows;

    LogReader(
            CassandraSession session,
            long guildId,
            BucketIndex index,
            CommitBytes commits,
            int pageRows) {
        this.session = session;
        this.guildId = guildId;
        this.index = index;
        this.commits = commits;
        this.pageRows = pageRows;
    }

    /// Gives the entries after `afterSeq` up to `lastSeq` to `each` in order, until that answers
    /// false. False when one of them is not there.
    boolean read(long afterSeq, long lastSeq, Predicate<LogEntry> each) {
        long expected = afterSeq + 1;
        Long bucket = index.of(expected);
        while (expected <= lastSeq) {
            if (bucket == null) {
                return false;
            }
            for (Row row : session.pages(pageRows, COMMITS, guildId, bucket, expected - 1)) {
                for (LogEntry entry : commits.read(row.getLong("seq"), events(row))) {
                    if (entry.seq() < expected) {
                        continue;
                    }
                    if (entry.seq() > expected) {
                        return false;
                    }
                    if (expected > lastSeq || !each.test(entry)) {
                        return true;
                    }
                    expected++;
                }
            }
            bucket = index.after(bucket);
        }
        return true;
    }

    private static ByteBuffer events(Row row) {
        @Nullable ByteBuffer events = row.getByteBuffer("events");
        if (events == null) {
            throw new StoreException.Corrupt("commit " + row.getLong("seq") + " is empty", null);
        }
        return events;
    }
}
