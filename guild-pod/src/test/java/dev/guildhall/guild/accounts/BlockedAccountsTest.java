package dev.guildhall.guild.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.common.id.SnowflakeSource;
import dev.guildhall.common.time.FakeTicker;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.sqlite.Sql;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pod was paused within a write to the accounts: it keeps the file's lock.
class BlockedAccountsTest {

    private static final String ALICE = "alice";

    @TempDir Path folder;
    private final FakeTicker ticker = new FakeTicker();
    private Sql paused;
    private int pods;

    @BeforeEach
    void pauseWithinAWrite() {
        try (AccountsStore before = open()) {
            before.signIn(ALICE).orElseThrow();
        }
        paused = Sql.open(file(), 0);
        paused.run("BEGIN IMMEDIATE");
    }

    @AfterEach
    void end() {
        paused.close();
    }

    @Test
    void itsSuccessorStartsAndReads() {
        // When
        try (AccountsStore successor = open()) {
            // Then
            String token = successor.signIn(ALICE).orElseThrow().token();
            assertThat(successor.authenticate(token)).isPresent();
            assertThat(successor.blocked()).isFalse();
        }
    }

    @Test
    void whoCannotWriteSaysSoUntilThePausedOneIsGone() {
        try (AccountsStore successor = open()) {
            // When
            assertThatThrownBy(() -> successor.signIn("bob"))
                    .isInstanceOf(StoreException.Blocked.class);

            // Then
            assertThat(successor.blocked()).isTrue();

            // When
            paused.close();

            // Then
            assertThat(successor.signIn("bob")).isPresent();
            assertThat(successor.blocked()).isFalse();
        }
    }

    @Test
    void itCountsAsBlockedForSecondsOnly() {
        try (AccountsStore successor = open()) {
            // Given
            assertThatThrownBy(() -> successor.signIn("bob"))
                    .isInstanceOf(StoreException.Blocked.class);

            // When
            ticker.advanceMs(5_001);

            // Then
            assertThat(successor.blocked()).isFalse();
        }
    }

    private AccountsStore open() {
        return SqliteAccountsStore.open(
                file(),
                new SnowflakeSource(ticker::unixMs, ++pods),
                ticker,
                new SimpleMeterRegistry());
    }

    private Path file() {
        return folder.resolve("accounts.db");
    }
}
