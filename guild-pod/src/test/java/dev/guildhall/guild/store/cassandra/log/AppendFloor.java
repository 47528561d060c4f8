package dev.guildhall.guild.store.cassandra.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.guildhall.cassandra.LocalCassandra;
import dev.guildhall.cassandra.SharedCassandra;
import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.cassandra.GuildLog;
import dev.guildhall.guild.store.cassandra.TestCassandra;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/// Not run with the others: measures what the log adds to the driver: the same events by
/// `GuildLog`, by a bare loop over the driver with one row for a commit, and by one with a row for
/// each event.
class AppendFloor {

    private static final long NANOS = 1_000_000_000;
    private static final long WARM_UP_NANOS = 3 * NANOS;
    private static final long MEASURED_NANOS = 6 * NANOS;
    private static final double GOAL = 0.8;
    private static final String TEXT = "x".repeat(200);

    @Test
    void theLogIsNotFarBelowTheBareDriver() {
        LocalCassandra node = SharedCassandra.get(System.getenv());
        try (CassandraSession session =
                        TestCassandra.open(TestCassandra.options(), LogTables.PART);
                CqlSession bare =
                        CqlSession.builder()
                                .addContactPoint(node.contactPoint())
                                .withLocalDatacenter("datacenter1")
                                .build()) {
            bare.execute(
                    "CREATE KEYSPACE floor WITH replication ="
                            + " {'class': 'NetworkTopologyStrategy', 'datacenter1': 1}");
            for (String table : List.of("one_row", "many_rows")) {
                bare.execute(
                        "CREATE TABLE floor."
                                + table
                                + " (g bigint, b bigint, epoch bigint static, head bigint static,"
                                + " seq bigint, events blob, PRIMARY KEY ((g, b), seq))");
            }
            for (int size : new int[] {1, 16, 256}) {
                measure(session, bare, size);
                assertThat(measure(session, bare, size)).isGreaterThan(GOAL);
            }
        }
    }

    /// The log's share of the floor.
    private static double measure(CassandraSession session, CqlSession bare, int size) {
        double log = report("log", size, log(session, size));
        double floor = report("floor, one row", size, oneRow(bare, size));
        report("floor, row an event", size, manyRows(bare, size));
        return log / floor;
    }

    private static LongConsumer log(CassandraSession session, int size) {
        GuildLog log = LogFixture.logs(session).claim(LogFixture.newGuild(), 1, "pod");
        return _ -> log.append(LogFixture.batch(log.lastSeq() + 1, log.lastSeq() + size, TEXT));
    }

    private static LongConsumer oneRow(CqlSession bare, int size) {
        long guild = LogFixture.newGuild().value();
        bare.execute(
                "INSERT INTO floor.one_row (g, b, epoch, head) VALUES (%d, 1, 1, 0) IF NOT EXISTS"
                        .formatted(guild));
        PreparedStatement statement =
                bare.prepare(
                        "UPDATE floor.one_row SET head = ?, events = ? WHERE g = ? AND b = 1 AND"
                                + " seq = ? IF epoch = 1 AND head = ?");
        CommitBytes commits = new CommitBytes(new ProtoEventBytes());
        return i -> {
            List<LogEntry> batch = LogFixture.batch(i * size + 2, (i + 1) * size + 1, TEXT);
            require(
                    bare.execute(statement.bind(i + 1, commits.of(batch), guild, (i + 1) * size, i))
                            .wasApplied());
        };
    }

    private static LongConsumer manyRows(CqlSession bare, int size) {
        long guild = LogFixture.newGuild().value();
        bare.execute(
                "INSERT INTO floor.many_rows (g, b, epoch, head) VALUES (%d, 1, 1, 0) IF NOT EXISTS"
                        .formatted(guild));
        PreparedStatement head =
                bare.prepare(
                        "UPDATE floor.many_rows SET head = ? WHERE g = ? AND b = 1 IF epoch = 1");
        PreparedStatement row =
                bare.prepare("INSERT INTO floor.many_rows (g, b, seq, events) VALUES (?, 1, ?, ?)");
        ProtoEventBytes bytes = new ProtoEventBytes();
        return i -> {
            var batch =
                    BatchStatement.builder(BatchType.UNLOGGED).addStatement(head.bind(i, guild));
            for (LogEntry entry : LogFixture.batch(i * size + 2, (i + 1) * size + 1, TEXT)) {
                batch.addStatement(
                        row.bind(guild, entry.seq(), ByteBuffer.wrap(bytes.of(entry.event()))));
            }
            require(bare.execute(batch.build()).wasApplied());
        };
    }

    private static void require(boolean applied) {
        if (!applied) {
            throw new IllegalStateException("not applied");
        }
    }

    private static double report(String what, int size, LongConsumer append) {
        long commits = 0;
        long warm = System.nanoTime() + WARM_UP_NANOS;
        while (System.nanoTime() < warm) {
            append.accept(commits);
            commits++;
        }
        List<Long> nanos = new ArrayList<>();
        long started = System.nanoTime();
        while (System.nanoTime() - started < MEASURED_NANOS) {
            long before = System.nanoTime();
            append.accept(commits);
            nanos.add(System.nanoTime() - before);
            commits++;
        }
        nanos.sort(null);
        double seconds = (System.nanoTime() - started) / (double) NANOS;
        System.out.printf(
                Locale.ROOT,
                "%-20s %4d events a commit: %6.0f commits/s %8.0f events/s, p50 %.2f ms, p99 %.2f ms%n",
                what,
                size,
                nanos.size() / seconds,
                nanos.size() * size / seconds,
                nanos.get(nanos.size() / 2) / 1e6,
                nanos.get(nanos.size() * 99 / 100) / 1e6);
        return nanos.size() / seconds;
    }
}
