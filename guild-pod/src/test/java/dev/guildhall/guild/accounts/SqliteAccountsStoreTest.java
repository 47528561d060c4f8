package dev.guildhall.guild.accounts;

import static dev.guildhall.guild.store.GuildFixture.BOB;
import static dev.guildhall.guild.store.GuildFixture.GENERAL;
import static dev.guildhall.guild.store.GuildFixture.GUILD;
import static dev.guildhall.guild.store.GuildFixture.OWNER;
import static dev.guildhall.guild.store.GuildFixture.RANDOM;
import static dev.guildhall.guild.store.GuildFixture.channel;
import static dev.guildhall.guild.store.GuildFixture.created;
import static dev.guildhall.guild.store.GuildFixture.guild;
import static dev.guildhall.guild.store.GuildFixture.member;
import static dev.guildhall.guild.store.GuildFixture.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.SnowflakeSource;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.time.FakeTicker;
import dev.guildhall.guild.core.GuildSnapshot;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Accounts, tokens and indexes, with a second store on the same file as a second pod has it.
class SqliteAccountsStoreTest {

    @TempDir Path folder;
    private SqliteAccountsStore store;
    private SqliteAccountsStore other;

    @BeforeEach
    void openStores() {
        store = open(1);
        other = open(2);
    }

    private SqliteAccountsStore open(int worker) {
        FakeTicker ticker = new FakeTicker();
        return SqliteAccountsStore.open(
                folder.resolve("accounts.db"),
                new SnowflakeSource(ticker::unixMs, worker),
                ticker,
                new SimpleMeterRegistry());
    }

    @AfterEach
    void closeStores() {
        other.close();
        store.close();
    }

    @Test
    void theSameNameIsTheSamePersonInEveryPod() {
        // When
        Credentials first = store.signIn("alice.01").orElseThrow();
        Credentials second = other.signIn("alice.01").orElseThrow();

        // Then
        assertThat(second.identity()).isEqualTo(first.identity());
        assertThat(first.identity().application()).isEmpty();
        assertThat(store.authenticate(second.token())).contains(first.identity());
        assertThat(other.authenticate(first.token())).contains(first.identity());
        assertThat(other.user(first.identity().user().id())).contains(first.identity().user());
        assertThat(other.signIn("bob")).isNotEqualTo(first);
    }

    @Test
    void namesThatAreNoneAreRefused() {
        for (String name : List.of("", "a", "Alice", "a b", "ä".repeat(3), "x".repeat(33))) {
            assertThat(store.signIn(name)).as(name).isEmpty();
        }
        assertThat(store.createBot("  ", null)).isEmpty();
        assertThat(store.createBot("a\nb", null)).isEmpty();
        assertThat(store.createBot("x".repeat(33), null)).isEmpty();
    }

    @Test
    void aBotHasAnApplicationAndAllIntents() {
        // Given
        User owner = store.signIn("owner").orElseThrow().identity().user();

        // When
        Credentials bot = store.createBot(" My Bot ", owner.id()).orElseThrow();

        // Then
        Identity identity = other.authenticate(bot.token()).orElseThrow();
        assertThat(identity).isEqualTo(bot.identity());
        assertThat(identity.user().bot()).isTrue();
        assertThat(identity.user().username()).isEqualTo("My Bot");
        Identity.Application application = identity.application().orElseThrow();
        assertThat(application.id().value()).isEqualTo(identity.user().id().value());
        assertThat(application.owner()).isEqualTo(owner);
        assertThat(application.flags()).isEqualTo(1 << 12 | 1 << 14 | 1 << 18);
        assertThat(application.verifyKey()).matches("[0-9a-f]{64}");
    }

    @Test
    void aTokenBeginsWithTheUserIdAndCannotBeChanged() {
        // Given
        Credentials credentials = store.signIn("alice").orElseThrow();
        String token = credentials.token();
        String[] parts = token.split("\\.");

        // Then
        assertThat(new String(Base64.getDecoder().decode(parts[0]), StandardCharsets.US_ASCII))
                .isEqualTo(credentials.identity().user().id().toString());
        assertThat(credentials.toString()).doesNotContain(token);
        for (int i = 0; i < token.length(); i++) {
            String changed =
                    token.substring(0, i)
                            + (token.charAt(i) == 'A' ? 'B' : 'A')
                            + token.substring(i + 1);
            assertThat(store.authenticate(changed)).isEmpty();
        }
        for (String none :
                List.of("", ".", "..", "a.b.c", token + "A", token + ".", "x".repeat(9999))) {
            assertThat(store.authenticate(none)).isEmpty();
        }
    }

    @Test
    void revokedTokensCeaseToHoldAndNewOnesHold() {
        // Given
        Credentials old = store.signIn("alice").orElseThrow();
        UserId alice = old.identity().user().id();

        // When
        assertThat(other.revokeTokens(alice)).isTrue();

        // Then
        assertThat(store.authenticate(old.token())).isEmpty();
        Credentials fresh = store.signIn("alice").orElseThrow();
        assertThat(fresh.identity().user().id()).isEqualTo(alice);
        assertThat(store.authenticate(fresh.token())).isPresent();
        assertThat(store.revokeTokens(new UserId(1))).isFalse();
    }

    @Test
    void aDeletedBotIsGone() {
        // Given
        Credentials bot = store.createBot("bot", null).orElseThrow();

        // When
        assertThat(store.deleteAccount(bot.identity().user().id())).isTrue();

        // Then
        assertThat(other.authenticate(bot.token())).isEmpty();
        assertThat(other.user(bot.identity().user().id())).isEmpty();
        assertThat(store.deleteAccount(bot.identity().user().id())).isFalse();
    }

    @Test
    void tokensOfAnotherFileDoNotHold() {
        // Given
        FakeTicker ticker = new FakeTicker();
        try (SqliteAccountsStore elsewhere =
                SqliteAccountsStore.open(
                        folder.resolve("elsewhere.db"),
                        new SnowflakeSource(ticker::unixMs, 1),
                        ticker,
                        new SimpleMeterRegistry())) {
            // When
            Credentials here = store.signIn("alice").orElseThrow();
            Credentials there = elsewhere.signIn("alice").orElseThrow();

            // Then
            assertThat(there.identity().user().id()).isEqualTo(here.identity().user().id());
            assertThat(store.authenticate(there.token())).isEmpty();
        }
    }

    @Test
    void onlyTheOwnerOfTheFileMayReadTheKey() throws Exception {
        // Given
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

    @Test
    void indexesFollowTheGuildsEvents() {
        // When
        store.project(GUILD, List.of(created(), new Event.MemberJoined(member(BOB))));
        store.project(GUILD, List.of(new Event.MemberJoined(member(BOB))));

        // Then
        assertThat(other.guildsOfUser(BOB)).containsExactly(GUILD);
        assertThat(other.guildOfChannel(GENERAL)).contains(GUILD);
        assertThat(other.guilds(null, 10))
                .containsExactly(new ListedGuild(GUILD, "Guild", OWNER, GuildKind.COMMUNITY));
        assertThat(other.guilds(GUILD, 10)).isEmpty();

        // When
        store.project(
                GUILD,
                List.of(
                        new Event.MemberLeft(user(BOB)),
                        new Event.ChannelDeleted(channel(GENERAL)),
                        new Event.GuildUpdated(guild("Renamed"))));

        // Then
        assertThat(other.guildsOfUser(BOB)).isEmpty();
        assertThat(other.guildOfChannel(GENERAL)).isEmpty();
        assertThat(other.guildOfChannel(RANDOM)).contains(GUILD);
        assertThat(other.guilds(null, 10)).extracting(ListedGuild::name).containsExactly("Renamed");
    }

    @Test
    void aRewriteLeavesWhatTheSnapshotSays() {
        // Given
        store.project(GUILD, List.of(created(), new Event.MemberJoined(member(BOB))));
        UserId carol = new UserId(99);
        GuildSnapshot snapshot =
                new GuildSnapshot(
                        7,
                        guild("Guild"),
                        List.of(),
                        List.of(channel(RANDOM), channel(new ChannelId(5))),
                        List.of(member(OWNER), member(carol)),
                        List.of(),
                        List.of(),
                        List.of());

        // When
        store.rewrite(GUILD, snapshot);
        store.rewrite(new GuildId(8), GuildSnapshot.empty());

        // Then
        assertThat(store.guildsOfUser(OWNER)).containsExactly(GUILD);
        assertThat(store.guildsOfUser(carol)).containsExactly(GUILD);
        assertThat(store.guildsOfUser(BOB)).isEmpty();
        assertThat(store.guildOfChannel(GENERAL)).isEmpty();
        assertThat(store.guildOfChannel(new ChannelId(5))).contains(GUILD);
    }

    @Test
    void directGuildsAreNotListed() {
        // Given
        Guild direct =
                new Guild(new GuildId(9), GuildKind.DIRECT, "", null, null, OWNER, null, 300);

        // When
        store.project(
                direct.id(),
                List.of(
                        new Event.GuildCreated(
                                direct,
                                List.of(),
                                List.of(channel(new ChannelId(9))),
                                List.of(member(OWNER)))));

        // Then
        assertThat(store.guilds(null, 10)).isEmpty();
        assertThat(store.guildOfChannel(new ChannelId(9))).contains(direct.id());
    }

    @Test
    void twoUsersHaveOneDirectChannelWhoeverOpensIt() throws Exception {
        // Given
        Set<ChannelId> channels = ConcurrentHashMap.newKeySet();

        // When
        Thread here =
                Thread.ofVirtual().start(() -> channels.add(store.openDirectChannel(OWNER, BOB)));
        Thread there =
                Thread.ofVirtual().start(() -> channels.add(other.openDirectChannel(BOB, OWNER)));
        here.join();
        there.join();

        // Then
        assertThat(channels).hasSize(1);
        assertThat(store.openDirectChannel(OWNER, new UserId(30))).isNotIn(channels);
        assertThatIllegalArgumentException().isThrownBy(() -> store.openDirectChannel(BOB, BOB));
    }

    @Test
    void manySignInsAtOnceMakeOnePerson() throws Exception {
        // Given
        Set<UserId> people = ConcurrentHashMap.newKeySet();

        // When
        List<Thread> threads =
                IntStream.range(0, 16)
                        .mapToObj(i ->
                                Thread.ofVirtual()
                                        .start(() ->
                                                people.add(
                                                        (i % 2 == 0 ? store : other)
                                                                .signIn("alice")
                                                                .orElseThrow()
                                                                .identity()
                                                                .user()
                                                                .id())))
                        .toList();
        for (Thread thread : threads) {
            thread.join();
        }

        // Then
        assertThat(people).hasSize(1);
        assertThat(store.reserveGuildId()).isNotEqualTo(other.reserveGuildId());
    }
}
