package dev.guildhall.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.e2e.running.RunningGuildhall;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// The same on Cassandra, which is killed as well: while it is away nothing is acknowledged, and
/// when it is back everything goes on. And two owners: the one that is stopped goes on later, its
/// writes are refused by the epoch, it says so, and ends.
class CassandraKillTest extends KillTest {

    private static final int STORE_KILLS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    String sample() {
        return "local-cassandra.yaml";
    }

    @Override
    String name() {
        return "kill-cassandra";
    }

    /// A pod that starts connects first, and reads the tables' versions.
    @Override
    Duration started() {
        return Duration.ofSeconds(10);
    }

    /// One after the other, because a system on Cassandra takes a while to start.
    @Test
    void nothingIsLostWhenCassandraIsKilledAndThenTheOwnerIsStopped() throws Exception {
        // Given
        startPosting();
        long first = guildhall().processes("store").getFirst().pid();

        // When
        for (int i = 0; i < STORE_KILLS; i++) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            killAndAwaitService("store");
        }

        // Then
        assertThat(guildhall().processes("store")).noneMatch(each -> each.pid() == first);

        // When
        var old = guildhall().processes("guild").getFirst();
        StoppedProcess owner = new StoppedProcess(old.pid());
        owner.stop();
        awaitService("owner stopped");
        owner.goOn();

        // Then
        await("the old owner ends")
                .atMost(PATIENCE)
                .until(() -> ProcessHandle.of(old.pid()).isEmpty());
        assertThat(guildhall().log(old.name()))
                .contains("epoch")
                .containsIgnoringCase("another owner");
        await("the operator says why")
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(guildhall().log("operator"))
                                .contains(old.name(), "exit code 3"));
        assertThat(guildhall().processes("guild"))
                .extracting(RunningGuildhall.Process::pid)
                .hasSize(1)
                .doesNotContain(old.pid());
        assertThat(sessionsAreKept()).as("it costs nobody the session").isTrue();
        checkHistory();
    }
}
