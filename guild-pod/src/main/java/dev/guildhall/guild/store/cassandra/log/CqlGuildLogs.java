package dev.guildhall.guild.store.cassandra.log;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.cassandra.GuildLog;
import dev.guildhall.guild.store.cassandra.GuildLogs;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/// The guilds' logs of one keyspace.
public final class CqlGuildLogs implements GuildLogs {

    private final CassandraSession session;
    private final LogSetup setup;

    public CqlGuildLogs(CassandraSession session, LogSetup setup) {
        this.session = session;
        this.setup = setup;
    }

    @Override
    public GuildLog claim(GuildId guildId, long epoch, String owner) {
        long id = guildId.value();
        LogPartitions partitions = new LogPartitions(session, id, epoch, owner);
        BucketIndex index = BucketIndex.load(session, id);
        Position at = claim(partitions, index, epoch, owner);
        LogReader reader =
                new LogReader(session, id, index, setup.commits(), setup.limits().pageRows());
        LogTrimmer trimmer = new LogTrimmer(session, id, index, setup.metrics());
        return new CqlGuildLog(partitions, index, reader, trimmer, setup, epoch, at);
    }

    /// Finds the last bucket and gives it a head of ours, again while others claim it too, until it
    /// is seen to have one.
    private Position claim(LogPartitions partitions, BucketIndex index, long epoch, String owner) {
        Set<UUID> ours = new HashSet<>();
        for (int i = 0; i < setup.limits().claimAttempts(); i++) {
            BucketState last = last(partitions, index);
            UUID held = last.head();
            if (held != null && ours.contains(held)) {
                return new Position(last.bucket(), held, last.lastSeq(), last.bytes());
            }
            boolean anothers = last.epoch() == epoch && !last.owner().equals(owner);
            if (last.epoch() > epoch || (anothers && !last.owner().isEmpty())) {
                throw new StoreException.Fenced(last.epoch());
            }
            UUID head = UUID.randomUUID();
            ours.add(head);
            try {
                partitions.claim(last, head);
            } catch (StoreException.Unreachable e) {
                setup.metrics().unknownOutcomes.increment();
                if (i + 1 >= setup.limits().attempts()) {
                    throw e;
                }
            }
        }
        throw new StoreException.Unreachable("too many others claim the guild", null);
    }

    /// The bucket that is not closed. One that is still to be opened comes with the epoch, owner
    /// and seq of the one before.
    private static BucketState last(LogPartitions partitions, BucketIndex index) {
        long bucket = index.beforeNewest();
        BucketState before = BucketState.unopened(bucket);
        while (true) {
            BucketState state = partitions.read(bucket);
            index.add(bucket);
            if (state.head() == null) {
                if (before.head() == null && bucket != Position.FIRST) {
                    throw new StoreException.Corrupt(
                            "the log's bucket " + bucket + " is known and was never opened", null);
                }
                return new BucketState(
                        bucket, null, before.epoch(), before.owner(), before.lastSeq(), 0, 0);
            }
            if (state.nextBucket() == 0) {
                return state;
            }
            before = state;
            bucket = state.nextBucket();
        }
    }

    @Override
    public boolean exists(GuildId guildId) {
        Row first =
                session.read(
                                "SELECT DISTINCT guild_id, bucket, last_seq FROM guild_log"
                                        + " WHERE guild_id = ? AND bucket = ?",
                                guildId.value(),
                                Position.FIRST)
                        .one();
        return first != null && first.getLong("last_seq") > 0;
    }
}
