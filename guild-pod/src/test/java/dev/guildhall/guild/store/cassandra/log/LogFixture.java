package dev.guildhall.guild.store.cassandra.log;

import static dev.guildhall.guild.store.GuildFixture.GENERAL;
import static dev.guildhall.guild.store.GuildFixture.created;
import static dev.guildhall.guild.store.GuildFixture.message;
import static dev.guildhall.guild.store.GuildFixture.messageId;
import static dev.guildhall.guild.store.GuildFixture.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.cassandra.GuildLog;
import dev.guildhall.guild.store.cassandra.TestCassandra;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/// Logs of guilds that no other test uses, in one keyspace.
final class LogFixture {

    private static final AtomicLong GUILDS = new AtomicLong(1_000);

    /// Closed with the JVM.
    private static final CassandraSession SHARED = TestCassandra.withLogs();

    private LogFixture() {}

    static GuildId newGuild() {
        return new GuildId(GUILDS.incrementAndGet());
    }

    static CqlGuildLogs logs() {
        return logs(SHARED);
    }

    static CqlGuildLogs logs(CassandraSession session) {
        return new CqlGuildLogs(session, setup());
    }

    /// With buckets that are closed after a few commits.
    static CqlGuildLogs logsOfSmallBuckets(CassandraSession session) {
        return SmallLogs.in(session, new SimpleMeterRegistry());
    }

    static CqlGuildLogs logsOfSmallBuckets() {
        return logsOfSmallBuckets(SHARED);
    }

    /// That give an append up after the first try.
    static CqlGuildLogs logsOfOneAttempt(CassandraSession session) {
        return new CqlGuildLogs(session, setup().with(LogLimits.defaults().withAttempts(1)));
    }

    private static LogSetup setup() {
        return LogSetup.of(new ProtoEventBytes(), new SimpleMeterRegistry());
    }

    static List<LogEntry> batch(long from, long to) {
        return batch(from, to, "m");
    }

    /// Entries whose contents tell who wrote them.
    static List<LogEntry> batch(long from, long to, String by) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(seq ->
                        new LogEntry(
                                seq,
                                seq == 1
                                        ? created()
                                        : sent(message(GENERAL, messageId(seq), by + seq))))
                .toList();
    }

    static List<LogEntry> replayed(GuildLog log, long afterSeq) {
        List<LogEntry> entries = new ArrayList<>();
        log.replay(afterSeq, entries::add);
        return entries;
    }

    static void assertFencedBy(long epoch, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        StoreException.Fenced.class,
                        e -> assertThat(e.claimedEpoch()).isEqualTo(epoch));
    }
}
