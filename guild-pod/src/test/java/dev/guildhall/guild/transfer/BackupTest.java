package dev.guildhall.guild.transfer;

import static dev.guildhall.guild.store.GuildFixture.GENERAL;
import static dev.guildhall.guild.store.GuildFixture.GUILD;
import static dev.guildhall.guild.store.GuildFixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guildhall.common.guild.Query;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.time.FakeTicker;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.accounts.AccountsStore;
import dev.guildhall.guild.accounts.Credentials;
import dev.guildhall.guild.accounts.SqliteAccountsStore;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.store.GuildStore;
import dev.guildhall.guild.store.RandomGuild;
import dev.guildhall.guild.store.sqlite.SqliteGuildStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A backup gives the same guilds and accounts again, however often it was interrupted and whatever
/// happened to the guild meanwhile; one that was damaged is found.
@Timeout(60)
class BackupTest {

    private static final int MANY = 10_000;
    private static final AtomicLong IDS = new AtomicLong(50);

    @TempDir Path folder;

    @RepeatedTest(5)
    void theRestoredGuildIsTheSame() throws IOException {
        long seed = new Random().nextLong();
        Path store = folder.resolve("store-" + seed);
        Path restored = folder.resolve("restored-" + seed);
        try {
            // Given
            var _ = grown(store, seed);

            // When
            Transfers.backup(store, folder.resolve("backup-" + seed), Ticker.system());
            Files.createDirectories(restored);
            Transfers.restore(folder.resolve("backup-" + seed), restored, Ticker.system());

            // Then
            assertThat(Transfers.export(restored)).isEqualTo(Transfers.export(store));
            compareAsPodsSeeIt(store, restored);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static void compareAsPodsSeeIt(Path store, Path restored) {
        try (SqliteGuildStores first = Transfers.stores(store);
                SqliteGuildStores second = Transfers.stores(restored);
                GuildStore before = first.claim(GUILD, MANY, "pod");
                GuildStore after = second.claim(GUILD, 1, "another pod")) {
            GuildSnapshot expected = before.recover();
            assertThat(after.recover()).isEqualTo(expected);
            expected.channels()
                    .forEach(channel -> {
                        var page =
                                before.listMessages(
                                        channel.id(), Query.Anchor.LATEST, null, MANY, OWNER);
                        assertThat(
                                        after.listMessages(
                                                channel.id(),
                                                Query.Anchor.LATEST,
                                                null,
                                                MANY,
                                                OWNER))
                                .isEqualTo(page);
                        page.forEach(message ->
                                assertThat(after.loadMessage(channel.id(), message.id()))
                                        .isEqualTo(before.loadMessage(channel.id(), message.id())));
                        assertThat(after.listPins(channel.id(), null, MANY, OWNER))
                                .isEqualTo(before.listPins(channel.id(), null, MANY, OWNER));
                    });
            assertThat(after.tail(expected.seq(), MANY)).contains(List.of());
            assertThat(after.tail(expected.seq() - 2, MANY)).isEmpty();
        }
    }

    @RepeatedTest(3)
    void oneThatIsInterruptedAfterEveryChunkWhileTheGuildGoesOnIsAsOfItsEnd() throws IOException {
        long seed = new Random().nextLong();
        Path store = folder.resolve("store-" + seed);
        Path backup = folder.resolve("backup-" + seed);
        try {
            // Given
            RandomGuild guild = grown(store, seed);
            int interruptions = 0;

            // When
            while (!finished(store, backup)) {
                interruptions++;
                if (interruptions < 20) {
                    try (SqliteGuildStores stores = Transfers.stores(store)) {
                        guild.grow(stores, interruptions + 1, 20);
                    }
                }
            }

            // Then
            assertThat(interruptions).isGreaterThan(20);
            Path restored = Files.createDirectories(folder.resolve("restored-" + seed));
            Transfers.restore(backup, restored, Ticker.system());
            assertThat(Transfers.export(restored)).isEqualTo(Transfers.export(store));
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    /// One attempt, which is ended after its first chunk.
    private static boolean finished(Path store, Path backup) throws IOException {
        try {
            Transfers.backup(store, backup, new StoppingTicker(1));
            return true;
        } catch (StoppingTicker.Stopped _) {
            return false;
        }
    }

    @Test
    void aRestoreThatIsInterruptedAfterEveryChunkGoesOn() throws IOException {
        // Given
        Path store = folder.resolve("store");
        Path restored = Files.createDirectories(folder.resolve("restored"));
        Path backup = folder.resolve("backup");
        var _ = grown(store, 1);
        Transfers.backup(store, backup, Ticker.system());

        // When
        int interruptions = 0;
        boolean done = false;
        while (!done) {
            try {
                Transfers.restore(backup, restored, new StoppingTicker(1));
                done = true;
            } catch (StoppingTicker.Stopped _) {
                interruptions++;
                assertThat(Transfers.stores(restored).exists(GUILD)).isFalse();
            }
        }

        // Then
        assertThat(interruptions).isGreaterThan(3);
        assertThat(Transfers.export(restored)).isEqualTo(Transfers.export(store));
        assertThat(restored.resolve("restore.jsonl")).doesNotExist();
    }

    @Test
    void aMigrationThatIsInterruptedAfterEveryStepGoesOn() throws IOException {
        // Given
        Path from = folder.resolve("from");
        Path to = Files.createDirectories(folder.resolve("to"));
        var _ = grown(from, 2);
        String token = signedIn(from).token();

        // When
        boolean done = false;
        while (!done) {
            try {
                Transfers.migrate(from, to, new StoppingTicker(1));
                done = true;
            } catch (StoppingTicker.Stopped _) {
                assertThat(Transfers.stores(to).exists(GUILD)).isFalse();
            }
        }

        // Then
        assertThat(Transfers.export(to)).isEqualTo(Transfers.export(from));
        try (AccountsStore accounts = accounts(to)) {
            assertThat(accounts.authenticate(token)).isPresent();
        }
    }

    @Test
    void aMigrationByEventsThatIsInterruptedAfterEveryStepGoesOn() throws IOException {
        // Given
        Path from = folder.resolve("from");
        Path to = Files.createDirectories(folder.resolve("to"));
        var _ = grown(from, 6);
        String token = signedIn(from).token();

        // When
        int interruptions = 0;
        for (int calls = 1; !replayed(from, to, calls); calls++) {
            interruptions++;
        }

        // Then
        assertThat(interruptions).isPositive();
        assertThat(Transfers.export(to)).isEqualTo(Transfers.export(from));
        try (AccountsStore accounts = accounts(to);
                SqliteGuildStores stores = Transfers.stores(to)) {
            assertThat(accounts.authenticate(token)).isPresent();
            stores.claim(GUILD, 1, "a pod of a new instance").close();
        }
    }

    /// One attempt, which is ended after some steps: those that are there have to come again.
    private static boolean replayed(Path from, Path to, int calls) throws IOException {
        try {
            Transfers.replay(from, to, new StoppingTicker(calls));
            return true;
        } catch (StoppingTicker.Stopped _) {
            return false;
        }
    }

    @Test
    void accountsTokensAndIndexesComeBack() throws IOException {
        // Given
        Path store = folder.resolve("store");
        Path restored = Files.createDirectories(folder.resolve("restored"));
        var _ = grown(store, 3);
        Credentials person = signedIn(store);
        Credentials bot;
        long direct;
        try (AccountsStore accounts = accounts(store)) {
            bot = accounts.createBot("a bot", person.identity().user().id()).orElseThrow();
            direct =
                    accounts.openDirectChannel(
                                    person.identity().user().id(), bot.identity().user().id())
                            .value();
            assertThat(accounts.revokeTokens(person.identity().user().id())).isTrue();
        }

        // When
        Transfers.backup(store, folder.resolve("backup"), Ticker.system());
        Transfers.restore(folder.resolve("backup"), restored, Ticker.system());

        // Then
        try (AccountsStore accounts = accounts(restored)) {
            assertThat(accounts.authenticate(bot.token())).contains(bot.identity());
            assertThat(accounts.authenticate(person.token())).isEmpty();
            UserId owner = person.identity().user().id();
            assertThat(accounts.openDirectChannel(bot.identity().user().id(), owner).value())
                    .isEqualTo(direct);
            assertThat(accounts.guildOfChannel(GENERAL).isPresent())
                    .isEqualTo(Transfers.export(restored).contains("\"id\":\"2000\""));
            assertThat(accounts.guilds(null, 10)).hasSize(1);
        }
    }

    @Test
    void everyDamagedByteIsFoundAndItsChunkNamed() throws IOException {
        // Given
        Path store = folder.resolve("store");
        Path backup = folder.resolve("backup");
        var _ = grown(store, 4);
        Transfers.backup(store, backup, Ticker.system());
        Path file = backup.resolve("guilds").resolve(GUILD + ".chunks");
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(4);

        for (int i = 0; i < 40; i++) {
            byte[] damaged = whole.clone();
            int at = random.nextInt(damaged.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            Path restored = Files.createDirectories(folder.resolve("restored-" + i));

            // When, then
            assertThatExceptionOfType(TransferException.class)
                    .as("byte %d", at)
                    .isThrownBy(() -> Transfers.restore(backup, restored, Ticker.system()))
                    .withMessageContaining(file.toString())
                    .withMessageMatching("(?s).*(chunk [0-9]+ at byte|the first line).*")
                    .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(1));
            assertThat(Transfers.stores(restored).exists(GUILD)).isFalse();
        }
    }

    @Test
    void whatCannotBeUsedIsRefusedInWords() throws IOException {
        // Given
        Path store = folder.resolve("store");
        Path backup = folder.resolve("backup");
        var _ = grown(store, 5);
        Transfers.backup(store, backup, Ticker.system());

        // Then
        refused("holds a finished backup", () -> Transfers.backup(store, backup, Ticker.system()));
        refused("has guilds already", () -> Transfers.restore(backup, store, Ticker.system()));
        refused("is no backup", () -> Transfers.restore(store, folder, Ticker.system()));
        refused("not empty", () -> Transfers.backup(store, folder, Ticker.system()));
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private static void refused(String words, Attempt attempt) {
        assertThatExceptionOfType(TransferException.class)
                .isThrownBy(attempt::run)
                .withMessageContaining(words)
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(2));
    }

    private static RandomGuild grown(Path store, long seed) {
        RandomGuild guild = new RandomGuild(new Random(seed));
        try (SqliteGuildStores stores = Transfers.stores(store)) {
            guild.grow(stores, 1, 400);
        }
        return guild;
    }

    private static Credentials signedIn(Path store) {
        try (AccountsStore accounts = accounts(store)) {
            return accounts.signIn("alice").orElseThrow();
        }
    }

    private static AccountsStore accounts(Path store) {
        return SqliteAccountsStore.open(
                store.resolve("accounts.db"),
                IDS::incrementAndGet,
                new FakeTicker(),
                new SimpleMeterRegistry());
    }
}
