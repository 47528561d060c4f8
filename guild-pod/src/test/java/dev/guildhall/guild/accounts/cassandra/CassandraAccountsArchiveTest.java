package dev.guildhall.guild.accounts.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.time.FakeTicker;
import dev.guildhall.guild.accounts.AccountRecord;
import dev.guildhall.guild.accounts.AccountsArchive;
import dev.guildhall.guild.accounts.AccountsStore;
import dev.guildhall.guild.accounts.Credentials;
import dev.guildhall.guild.accounts.SqliteAccountsArchive;
import dev.guildhall.guild.accounts.SqliteAccountsStore;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Accounts of the embedded store on Cassandra: tokens, names and direct channels as before.
class CassandraAccountsArchiveTest {

    private static final int PAGE = 7;
    private static final int PEOPLE = 30;

    @TempDir Path folder;

    private final AtomicLong ids = new AtomicLong(10_000);

    @Test
    void whatIsCopiedFromFilesIsTheSameThere() {
        // Given
        Path file = folder.resolve("accounts.db");
        List<Credentials> people = new ArrayList<>();
        Credentials bot;
        ChannelId direct;
        UserId first;
        try (AccountsStore files =
                SqliteAccountsStore.open(
                        file, ids::incrementAndGet, new FakeTicker(), new SimpleMeterRegistry())) {
            IntStream.range(0, PEOPLE)
                    .forEach(i -> people.add(files.signIn("person" + i).orElseThrow()));
            first = people.getFirst().identity().user().id();
            assertThat(files.revokeTokens(first)).isTrue();
            bot = files.createBot("a bot", first).orElseThrow();
            direct = files.openDirectChannel(first, bot.identity().user().id());
        }

        // When: twice, as after an interruption
        CassandraSession session = AccountsKeyspaces.session("accounts_moved");
        var cassandra = CassandraAccountsArchive.open(session);
        try (AccountsArchive files = SqliteAccountsArchive.open(file, new SimpleMeterRegistry())) {
            cassandra.put(all(files));
            cassandra.put(all(files));

            // Then
            assertThat(all(cassandra))
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactlyInAnyOrderElementsOf(all(files))
                    .hasSize(PEOPLE + 3);
        }
        AccountsStore store =
                CassandraAccountsStore.open(session, ids::incrementAndGet, new FakeTicker());
        assertThat(store.authenticate(bot.token())).contains(bot.identity());
        assertThat(store.authenticate(people.getFirst().token())).isEmpty();
        assertThat(store.authenticate(people.getLast().token())).isPresent();
        assertThat(store.signIn("person7").orElseThrow().identity())
                .isEqualTo(people.get(7).identity());
        assertThat(store.bots("a bot")).containsExactly(bot.identity().user().id());
        assertThat(store.openDirectChannel(bot.identity().user().id(), first)).isEqualTo(direct);
        assertThatExceptionOfType(StoreException.Corrupt.class)
                .isThrownBy(() -> cassandra.put(List.of(new AccountRecord.SigningKey(new byte[3]))))
                .withMessageContaining("name one that is empty");
        session.close();
    }

    private static List<AccountRecord> all(AccountsArchive archive) {
        List<AccountRecord> all = new ArrayList<>();
        List<AccountRecord> page = archive.page(null, PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = archive.page(page.getLast(), PAGE);
        }
        return all;
    }

    @Test
    void aSigningKeyNeverShows() {
        assertThat(new AccountRecord.SigningKey(new byte[] {77}).toString()).doesNotContain("77");
    }
}
