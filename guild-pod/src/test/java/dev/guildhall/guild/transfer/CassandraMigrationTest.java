package dev.guildhall.guild.transfer;

import static dev.guildhall.guild.store.GuildFixture.GUILD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guildhall.cassandra.LocalCassandra;
import dev.guildhall.cassandra.SharedCassandra;
import dev.guildhall.common.time.FakeTicker;
import dev.guildhall.guild.accounts.AccountsStore;
import dev.guildhall.guild.accounts.SqliteAccountsStore;
import dev.guildhall.guild.rpc.ProtoContentBytes;
import dev.guildhall.guild.store.RandomGuild;
import dev.guildhall.guild.store.cassandra.CassandraOptions;
import dev.guildhall.guild.store.sqlite.SqliteGuildStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The embedded store's guilds and accounts on a real Cassandra, after interruptions.
@Timeout(240)
class CassandraMigrationTest {

    @TempDir Path folder;

    @Test
    void guildsAndTokensAreTheSameThere() throws IOException {
        // Given
        long seed = new Random().nextLong();
        RandomGuild guild = new RandomGuild(new Random(seed));
        try (SqliteGuildStores stores = Transfers.stores(folder)) {
            guild.grow(stores, 1, 300);
        }
        String token;
        try (AccountsStore accounts =
                SqliteAccountsStore.open(
                        folder.resolve("accounts.db"),
                        () -> 5_000,
                        new FakeTicker(),
                        new SimpleMeterRegistry())) {
            token = accounts.signIn("alice").orElseThrow().token();
        }

        // When
        int interruptions = 0;
        for (int calls = 1; !migrated(calls, seed); calls++) {
            interruptions++;
        }

        // Then
        assertThat(interruptions).isPositive();
        Totals expected =
                TransferSource.embedded(folder)
                        .guilds()
                        .read(GUILD, it -> Census.of(it, new ProtoContentBytes(), _ -> {}));
        try (CassandraStore cassandra = CassandraStore.open(options())) {
            TransferTarget target = cassandra.target();
            Totals found =
                    target.guilds()
                            .read(GUILD, it -> Census.of(it, new ProtoContentBytes(), _ -> {}));
            assertThat(found).as("seed %d", seed).isEqualTo(expected);
            try (AccountsStore accounts = target.accountsStore().get()) {
                assertThat(accounts.authenticate(token)).isPresent();
                assertThat(accounts.guilds(null, 10)).hasSize(1);
            }
        }
        assertThatExceptionOfType(TransferException.class)
                .isThrownBy(() -> migrated(1_000, seed))
                .withMessageContaining("has guilds already");
    }

    private boolean migrated(int calls, long seed) throws IOException {
        try (CassandraStore cassandra = CassandraStore.open(options())) {
            new Migration(
                            TransferSource.embedded(folder),
                            cassandra.target(),
                            folder.resolve("migrate.jsonl"),
                            Transfers.progress(new StoppingTicker(calls)))
                    .run();
            assertThat(Files.exists(folder.resolve("migrate.jsonl"))).isFalse();
            return true;
        } catch (StoppingTicker.Stopped _) {
            return false;
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static CassandraOptions options() {
        LocalCassandra node = SharedCassandra.get(System.getenv());
        return CassandraOptions.plain(List.of(node.contactPoint()), "datacenter1", "migrated");
    }
}
