package dev.guildhall.guild.store.sqlite;

import static dev.guildhall.guild.store.GuildFixture.BOB;
import static dev.guildhall.guild.store.GuildFixture.GENERAL;
import static dev.guildhall.guild.store.GuildFixture.GUILD;
import static dev.guildhall.guild.store.GuildFixture.OWNER;
import static dev.guildhall.guild.store.GuildFixture.THUMB;
import static dev.guildhall.guild.store.GuildFixture.created;
import static dev.guildhall.guild.store.GuildFixture.member;
import static dev.guildhall.guild.store.GuildFixture.messageId;
import static dev.guildhall.guild.store.GuildFixture.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.store.GuildStore;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.OpenGuild;
import dev.guildhall.guild.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that are full, damaged, old, new or locked.
class SqliteGuildStoreFaultTest {

    private static final StoreOptions IMPATIENT = StoreOptions.defaults().withBlockedAfterMs(100);

    @TempDir Path folder;

    private Path file() {
        return folder.resolve(GUILD + ".db");
    }

    @Test
    void aFullFileRefusesWritesServesReadsAndGoesOnLater() {
        // Given
        StoreOptions small = StoreOptions.defaults().withMaxFilePages(60);
        GuildSnapshot before;
        try (var stores = SqliteStores.in(folder, small);
                var guild = new OpenGuild(stores, 1, "pod-a")) {
            guild.append(created());

            // When
            assertThatThrownBy(() -> appendForEver(guild))
                    .isInstanceOf(StoreException.WriteRefused.class);

            // Then
            before = guild.store.recover();
            assertThat(before.seq()).isEqualTo(guild.seq()).isGreaterThan(10);
            assertThat(history(guild.store)).hasSize((int) guild.seq() - 1);
            assertThatThrownBy(() -> guild.append(StoreProcess.messages(guild.seq(), 50)))
                    .isInstanceOf(StoreException.WriteRefused.class);
            assertThat(guild.store.recover()).isEqualTo(before);
        }

        // When
        try (var stores = SqliteStores.in(folder);
                var guild = new OpenGuild(stores, 2, "pod-a")) {
            // Then
            assertThat(guild.store.recover()).isEqualTo(before);
            guild.append(StoreProcess.messages(guild.seq(), 50));
            assertThat(history(guild.store)).hasSize((int) guild.seq() - 1);
        }
    }

    @Test
    void aFullDiskRefusesWritesServesReadsAndGoesOnWhenThereIsRoom() throws Exception {
        // Given
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), "2m");
                var stores = SqliteStores.in(disk.folder().resolve("guilds"));
                var guild = new OpenGuild(stores, 1, "pod-a")) {
            guild.append(created());
            guild.append(StoreProcess.messages(guild.seq(), 10));
            disk.fill();

            // When
            assertThatThrownBy(() -> appendForEver(guild))
                    .isInstanceOf(StoreException.WriteRefused.class);
            GuildSnapshot before = guild.store.recover();

            // Then
            assertThat(before.seq()).isEqualTo(guild.seq());
            assertThat(history(guild.store)).hasSize((int) guild.seq() - 1);

            // When
            disk.free();

            // Then
            guild.store.renew();
            guild.append(StoreProcess.messages(guild.seq(), 10));
            assertThat(guild.store.recover().seq()).isEqualTo(before.seq() + 10);
            assertThat(history(guild.store)).hasSize((int) guild.seq() - 1);
        }
    }

    private static void appendForEver(OpenGuild guild) {
        while (true) {
            guild.append(StoreProcess.messages(guild.seq(), 1));
        }
    }

    private static List<Long> history(GuildStore store) {
        return store
                .listMessages(GENERAL, Query.Anchor.LATEST, null, Integer.MAX_VALUE, OWNER)
                .stream()
                .map(message -> message.id().value())
                .toList();
    }

    @Test
    void aFileThatIsNoneIsCorrupt() throws Exception {
        // Given
        Files.writeString(file(), "this is no database".repeat(1_000), StandardCharsets.UTF_8);

        // When, Then
        try (var stores = SqliteStores.in(folder)) {
            assertThatThrownBy(() -> stores.claim(GUILD, 1, "pod-a"))
                    .isInstanceOf(StoreException.Corrupt.class);
            assertThatThrownBy(() -> stores.exists(GUILD))
                    .isInstanceOf(StoreException.Corrupt.class);
        }
    }

    @Test
    void aNewerSchemaIsRefusedAndLeftAlone() {
        // Given
        try (var stores = SqliteStores.in(folder)) {
            new OpenGuild(stores, 1, "pod-a").close();
            try (Sql sql = Sql.open(file(), 1_000)) {
                sql.run("PRAGMA user_version = 99");
            }

            // When, Then
            assertThatThrownBy(() -> stores.claim(GUILD, 2, "pod-a"))
                    .isInstanceOf(StoreException.Corrupt.class)
                    .hasMessageContaining("schema version 99 is newer");
            try (Sql sql = Sql.open(file(), 1_000)) {
                assertThat(sql.number("PRAGMA user_version")).isEqualTo(99);
                assertThat(sql.number("SELECT epoch FROM lease")).isEqualTo(1);
            }
        }
    }

    @Test
    void aFileOfVersionOneIsBroughtForward() throws Exception {
        // Given
        try (var dump = getClass().getResourceAsStream("guild-v1.sql");
                Sql sql = Sql.open(file(), 1_000)) {
            String text =
                    new String(Objects.requireNonNull(dump).readAllBytes(), StandardCharsets.UTF_8);
            for (String statement : text.replaceAll("(?m)^--.*$", "").split(";\n")) {
                sql.run(statement);
            }
        }

        // When
        try (var stores = SqliteStores.in(folder);
                var guild = new OpenGuild(stores, 2, "pod-b")) {
            // Then
            GuildSnapshot snapshot = guild.store.recover();
            assertThat(snapshot.seq()).isEqualTo(5);
            assertThat(snapshot.members()).containsExactly(member(OWNER), member(BOB));
            assertThat(snapshot.pins()).hasSize(1);
            assertThat(guild.store.tail(0, 10).orElseThrow()).hasSize(5);
            assertThat(guild.store.getMessage(GENERAL, messageId(1), BOB).orElseThrow().content())
                    .isEqualTo("from version 1");

            // When
            guild.append(new Event.MemberLeft(user(BOB)));

            // Then
            assertThat(guild.store.listReactors(GENERAL, messageId(1), THUMB, null, 10))
                    .containsExactly(user(BOB));
        }
    }

    @Test
    void aLockThatIsNotLetGoBlocksAClaimForABoundedTime() {
        // Given
        try (var stores = SqliteStores.in(folder, IMPATIENT)) {
            new OpenGuild(stores, 1, "pod-a").close();
            try (Sql paused = Sql.open(file(), 0)) {
                paused.run("BEGIN IMMEDIATE");

                // When, Then
                assertThatThrownBy(() -> stores.claim(GUILD, 2, "pod-b"))
                        .isInstanceOf(StoreException.Blocked.class);
                assertThat(stores.exists(GUILD)).isFalse();
            }
            stores.claim(GUILD, 2, "pod-b").close();
        }
    }

    /// Any damage gives either the answer or a failure of the store, and nothing else.
    @Test
    void aDamagedFileNeverFailsInAnotherWay() throws Exception {
        // Given
        try (var stores = SqliteStores.in(folder);
                var guild = new OpenGuild(stores, 1, "pod-a")) {
            guild.append(created());
            guild.append(StoreProcess.messages(guild.seq(), 100));
            for (long id = 100; id < 150; id++) {
                guild.append(new Event.MemberJoined(member(new UserId(id))));
            }
        }
        byte[] whole = Files.readAllBytes(file());

        for (int i = 0; i < 60; i++) {
            long seed = new Random().nextLong();
            Random random = new Random(seed);
            byte[] damaged = whole.clone();
            byte[] noise = new byte[1 + random.nextInt(300)];
            random.nextBytes(noise);
            int at = random.nextInt(damaged.length - noise.length);
            System.arraycopy(noise, 0, damaged, at, noise.length);
            Files.write(file(), damaged);

            // When, Then
            try {
                useAll();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ", damage at " + at, e);
            }
        }
    }

    private void useAll() {
        try (var stores = SqliteStores.in(folder, IMPATIENT)) {
            GuildStore store;
            try {
                store = stores.claim(GUILD, 2, "pod-b");
            } catch (StoreException e) {
                return;
            }
            try (store) {
                attempt(store::recover);
                attempt(() -> history(store));
                attempt(() -> store.tail(0, Integer.MAX_VALUE));
                attempt(() -> store.view(OWNER, List.of(), Integer.MAX_VALUE));
                attempt(() -> store.listMembers(null, 1_000));
                attempt(() -> store.searchMembers("user", 1_000));
                attempt(() -> store.loadMessage(GENERAL, messageId(50)));
                attempt(() -> store.listPins(GENERAL, null, 50, OWNER));
                attempt(store::renew);
                attempt(() -> {
                    long seq = store.recover().seq();
                    store.append(
                            List.of(
                                    new LogEntry(
                                            seq + 1, StoreProcess.messages(seq, 1).getFirst())));
                });
            }
        }
    }

    private static void attempt(Runnable operation) {
        try {
            operation.run();
        } catch (StoreException _) {
            return;
        }
    }
}
