package dev.guildhall.guild.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.time.FakeTicker;
import dev.guildhall.common.time.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteAccountsStoreTest extends AccountsStoreContract {

    @TempDir Path folder;

    @Override
    protected AccountsStore open(LongSupplier ids, Ticker ticker) {
        return open("accounts.db", ids, ticker);
    }

    @Override
    protected AccountsStore openElsewhere(LongSupplier ids, Ticker ticker) {
        return open("elsewhere.db", ids, ticker);
    }

    private AccountsStore open(String name, LongSupplier ids, Ticker ticker) {
        return SqliteAccountsStore.open(
                folder.resolve(name), ids, ticker, new SimpleMeterRegistry());
    }

    @Test
    void onlyTheOwnerOfTheFileMayReadTheKey() throws Exception {
        // Given
        try (AccountsStore store = open(() -> 1, new FakeTicker())) {
            store.signIn("alice");

            // Then
            for (String name : List.of("accounts.db", "accounts.db-wal", "accounts.db-shm")) {
                assertThat(
                                PosixFilePermissions.toString(
                                        Files.getPosixFilePermissions(folder.resolve(name))))
                        .as(name)
                        .isEqualTo("rw-------");
            }
        }
    }
}
