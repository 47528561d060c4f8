package dev.guildhall.guild.store.cassandra.log;

import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A guild's log as somebody reads it who does not own the guild: claims nothing, writes nothing,
/// whoever appends meanwhile. For one thread.
public final class LogFollower {

    private final CassandraSession session;
    private final long guildId;
    private final LogSetup setup;
    private final LogPartitions partitions;
    private BucketIndex index;
    private long lastSeq;

    LogFollower(CassandraSession session, long guildId, LogSetup setup) {
        this.session = session;
        this.guildId = guildId;
        this.setup = setup;
        this.partitions = new LogPartitions(session, guildId, 0, "");
        this.index = BucketIndex.load(session, guildId);
    }

    /// Looks how far the log goes now: the last entry's seq, 0 for none. Everything that was
    /// acknowledged before is in it.
    public long refresh() {
        BucketState last = last();
        while (last.head() != null && !index.has(last.bucket())) {
            index = BucketIndex.load(session, guildId); // opened since: its row came before
            last = last();
        }
        lastSeq = last.lastSeq();
        return lastSeq;
    }

    /// The last bucket; one that is still to be opened comes with the seq of the one before.
    private BucketState last() {
        BucketState last = partitions.read(index.beforeNewest());
        while (last.nextBucket() != 0) {
            BucketState next = partitions.read(last.nextBucket());
            if (next.head() == null) {
                return last;
            }
            last = next;
        }
        return last;
    }

    /// Gives the entries after `afterSeq`, up to the end that the last [#refresh] found, to `each`
    /// in order, until that answers false. False when some of them are no longer kept.
    public boolean read(long afterSeq, Predicate<LogEntry> each) {
        return new LogReader(session, guildId, index, setup.commits(), setup.limits().pageRows())
                .read(afterSeq, lastSeq, each);
    }

    /// At most `limit` entries after `afterSeq`; empty when some of them are no longer kept.
    public Optional<List<LogEntry>> tail(long afterSeq, int limit) {
        List<LogEntry> entries = new ArrayList<>();
        boolean whole =
                read(
                        afterSeq,
                        entry -> {
                            entries.add(entry);
                            return entries.size() < limit;
                        });
        return whole ? Optional.of(entries) : Optional.empty();
    }
}
