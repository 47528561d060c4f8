package dev.guildhall.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// The same on Cassandra, which is killed as well: while it is away nothing is acknowledged, and
/// when it is back everything goes on.
class CassandraKillTest extends KillTest {

    private static final int STORE_KILLS = 2;

    @Override
    String sample() {
        return "local-cassandra.yaml";
    }

    @Override
    String name() {
        return "kill-cassandra";
    }

    /// A new pod connects first, and reads the tables' versions.
    @Override
    Duration back() {
        return Duration.ofSeconds(6);
    }

    @Test
    void nothingIsLostWhenCassandraIsKilled() throws Exception {
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
        checkHistory();
    }
}
