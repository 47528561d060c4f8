package dev.guildhall.guild.store.cassandra.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.guildhall.cassandra.Java17;
import dev.guildhall.cassandra.LocalCluster;
import dev.guildhall.cassandra.ServerFiles;
import dev.guildhall.cassandra.SharedCassandra;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.CassandraOptions;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.cassandra.GuildLog;
import dev.guildhall.guild.store.cassandra.TestCassandra;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three nodes, each of which has everything.
class GuildLogQuorumTest {

    private static final long BATCHES = 60;

    @TempDir Path folder;

    @Test
    void oneNodeMayGoAndComeBackAndTwoStopTheLogWithoutLoss() {
        try (LocalCluster cluster =
                LocalCluster.start(
                        Java17.find(System.getenv()),
                        ServerFiles.of(SharedCassandra.sourceTree()),
                        folder,
                        3)) {
            CassandraOptions plain =
                    CassandraOptions.plain(cluster.contactPoints(), "datacenter1", "quorum");
            CassandraOptions options =
                    new CassandraOptions(
                            plain.contactPoints(),
                            plain.localDatacenter(),
                            plain.keyspace(),
                            Map.of("datacenter1", 3),
                            plain.credentials(),
                            plain.tls(),
                            plain.requestTimeoutMs(),
                            plain.speculativeMs());
            try (CassandraSession session = TestCassandra.open(options, LogTables.PART)) {
                check(cluster, session);
            }
        }
    }

    private static void check(LocalCluster cluster, CassandraSession session) {
        // Given
        GuildId guildId = LogFixture.newGuild();
        GuildLog log = LogFixture.logs(session).claim(guildId, 1, "pod");

        // When one node is killed and comes back while batches are appended
        for (long seq = 1; seq <= BATCHES; seq++) {
            if (seq == BATCHES / 3) {
                cluster.node(1).kill();
            }
            if (seq == 2 * BATCHES / 3) {
                cluster.node(1).begin();
            }
            log.append(LogFixture.batch(seq, seq));
        }
        cluster.node(1).awaitReady();

        // Then nobody has noticed
        assertThat(log.lastSeq()).isEqualTo(BATCHES);

        // When two are down
        cluster.node(1).kill();
        cluster.node(2).kill();
        List<LogEntry> refused = LogFixture.batch(BATCHES + 1, BATCHES + 1);

        // Then it is said that the store does not answer, and nothing else
        assertThatThrownBy(() -> log.append(refused))
                .isInstanceOf(StoreException.Unreachable.class);

        // When they are back
        cluster.node(1).start();
        cluster.node(2).start();

        // Then everything acknowledged is there, and the log goes on
        GuildLog next =
                await().atMost(Duration.ofSeconds(60))
                        .ignoreExceptionsInstanceOf(StoreException.class)
                        .until(
                                () -> LogFixture.logs(session).claim(guildId, 2, "pod"),
                                claimed -> claimed != null);
        List<LogEntry> entries = LogFixture.replayed(next, 0);
        assertThat(entries.subList(0, (int) BATCHES)).isEqualTo(LogFixture.batch(1, BATCHES));
        assertThat(entries.size()).isBetween((int) BATCHES, (int) BATCHES + 1);
        long seq = next.lastSeq() + 1;
        next.append(LogFixture.batch(seq, seq));
        assertThat(LogFixture.replayed(next, seq - 1)).isEqualTo(LogFixture.batch(seq, seq));
    }
}
