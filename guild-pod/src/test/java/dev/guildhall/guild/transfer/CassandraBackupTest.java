package dev.guildhall.guild.transfer;

import static dev.guildhall.guild.store.GuildFixture.GUILD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guildhall.common.config.ConfigException;
import dev.guildhall.common.time.FakeTicker;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.accounts.AccountsStore;
import dev.guildhall.guild.accounts.Credentials;
import dev.guildhall.guild.accounts.SqliteAccountsStore;
import dev.guildhall.guild.store.RandomGuild;
import dev.guildhall.guild.store.cassandra.CassandraOptions;
import dev.guildhall.guild.store.cassandra.TestCassandra;
import dev.guildhall.guild.store.cassandra.tables.TablesOptions;
import dev.guildhall.guild.store.sqlite.SqliteGuildStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Guilds and accounts go from files to Cassandra and back by backups, and are the same there.
@Timeout(240)
class CassandraBackupTest {

    private static final long CHUNK_BYTES = 3_000;

    private final CassandraOptions options = TestCassandra.options();
    private final AtomicLong ids = new AtomicLong(50);

    @TempDir Path folder;

    @Test
    void backupsGoFromFilesToCassandraAndBack() throws IOException {
        // Given
        long seed = new Random().nextLong();
        Path files = folder.resolve("files");
        RandomGuild guild = new RandomGuild(new Random(seed));
        try (SqliteGuildStores stores = Transfers.stores(files)) {
            guild.grow(stores, 1, 500);
        }
        Credentials alice;
        try (AccountsStore accounts = accounts(files)) {
            alice = accounts.signIn("alice").orElseThrow();
        }
        String expected = Transfers.export(files);
        Transfers.backup(files, folder.resolve("first"), Ticker.system());

        // When
        int interruptions = 0;
        for (int calls = 4; !restored(calls); calls *= 2) {
            interruptions++;
        }

        // Then
        assertThat(interruptions).isPositive();
        try (CassandraStore store = CassandraStore.existing(options)) {
            assertThat(Transfers.export(source(store, Ticker.system()), GUILD))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }

        // When
        interruptions = 0;
        for (int calls = 4; !backedUp(calls); calls *= 2) {
            interruptions++;
        }
        Path back = Files.createDirectories(folder.resolve("back"));
        Transfers.restore(folder.resolve("second"), back, Ticker.system());

        // Then
        assertThat(interruptions).isPositive();
        assertThat(Transfers.export(back)).as("seed %d", seed).isEqualTo(expected);
        assertThat(folder.resolve("second/copies")).doesNotExist();
        try (AccountsStore accounts = accounts(back)) {
            assertThat(accounts.authenticate(alice.token())).contains(alice.identity());
        }
    }

    /// One attempt, which is ended after some steps.
    private boolean restored(int calls) throws IOException {
        try (CassandraStore store = CassandraStore.open(options)) {
            new Restore(
                            folder.resolve("first"),
                            store.target(),
                            folder.resolve("restore.jsonl"),
                            Transfers.progress(new StoppingTicker(calls)))
                    .run();
            return true;
        } catch (StoppingTicker.Stopped _) {
            return false;
        }
    }

    private boolean backedUp(int calls) throws IOException {
        try (CassandraStore store = CassandraStore.existing(options)) {
            Progress progress = Transfers.progress(new StoppingTicker(calls));
            TransferSource source =
                    store.source(
                            folder.resolve("second/copies"),
                            TablesOptions.defaults(),
                            progress::copied);
            new Backup(source, "test", folder.resolve("second"), progress, CHUNK_BYTES).run();
            return true;
        } catch (StoppingTicker.Stopped _) {
            return false;
        }
    }

    private TransferSource source(CassandraStore store, Ticker ticker) {
        return store.source(
                folder.resolve("copies"),
                TablesOptions.defaults(),
                Transfers.progress(ticker)::copied);
    }

    private AccountsStore accounts(Path store) {
        return SqliteAccountsStore.open(
                store.resolve("accounts.db"),
                ids::incrementAndGet,
                new FakeTicker(),
                new SimpleMeterRegistry());
    }

    @Test
    void aKeyspaceThatIsNotThereIsNamedAndNotMade() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> CassandraStore.existing(options))
                .withMessageContaining("store.keyspace")
                .withMessageContaining(options.keyspace());
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> CassandraStore.existing(options));
    }
}
