package dev.guildhall.guild.store.cassandra.log;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.cassandra.GuildLog;
import dev.guildhall.guild.store.cassandra.GuildLogs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The guilds' logs of one keyspace.
public final class CqlGuildLogs implements GuildLogs {

    private static final String FIRST_BUCKET =
            "SELECT DISTINCT guild_id, bucket, last_seq FROM guild_log"
                    + " WHERE guild_id = ? AND bucket = ?";

    /// Guilds that are looked at together.
    private static final int AT_ONCE = 64;

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
        return hasEntries(session.read(FIRST_BUCKET, guildId.value(), Position.FIRST).one());
    }

    private static boolean hasEntries(@Nullable Row first) {
        return first != null && first.getLong("last_seq") > 0;
    }

    /// All guilds whose log ever had an entry, by growing id. Claims nothing.
    public List<GuildId> guilds() {
        List<GuildId> known = new ArrayList<>();
        for (Row row : session.read("SELECT DISTINCT guild_id FROM guild_log_buckets")) {
            known.add(new GuildId(row.getLong("guild_id")));
        }
        known.sort(Comparator.naturalOrder());
        List<GuildId> guilds = new ArrayList<>();
        for (int from = 0; from < known.size(); from += AT_ONCE) {
            guilds.addAll(existing(known.subList(from, Math.min(known.size(), from + AT_ONCE))));
        }
        return guilds;
    }

    private List<GuildId> existing(List<GuildId> some) {
        List<CompletionStage<AsyncResultSet>> asked =
                some.stream()
                        .map(id -> session.readAsync(FIRST_BUCKET, id.value(), Position.FIRST))
                        .toList();
        List<GuildId> found = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            if (hasEntries(CassandraSession.await(asked.get(i)).one())) {
                found.add(some.get(i));
            }
        }
        return found;
    }

    /// The guild's log, read by somebody who does not own it.
    public LogFollower follow(GuildId guildId) {
        return new LogFollower(session, guildId.value(), setup);
    }
}
