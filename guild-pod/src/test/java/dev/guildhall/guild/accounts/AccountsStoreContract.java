package dev.guildhall.guild.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every accounts store must do with accounts, tokens and direct channels, seen by two pods
/// that share it. An implementation's test extends this and says how its stores are opened.
public abstract class AccountsStoreContract extends TwoAccountsStores {

    private static final Comparator<UserId> BY_ID = Comparator.comparingLong(UserId::value);

    @Test
    void theSameNameIsTheSamePersonInEveryPod() {
        // When
        Credentials first = store().signIn(name("alice.")).orElseThrow();
        Credentials second = other().signIn(name("alice.")).orElseThrow();

        // Then
        assertThat(second.identity()).isEqualTo(first.identity());
        assertThat(first.identity().application()).isEmpty();
        assertThat(store().authenticate(second.token())).contains(first.identity());
        assertThat(other().authenticate(first.token())).contains(first.identity());
        assertThat(other().user(first.identity().user().id())).contains(first.identity().user());
        assertThat(other().signIn(name("bob"))).isNotEqualTo(first);
    }

    @Test
    void namesThatAreNoneAreRefused() {
        for (String name : List.of("", "a", "Alice", "a b", "ä".repeat(3), "x".repeat(33))) {
            assertThat(store().signIn(name)).as(name).isEmpty();
        }
        assertThat(store().createBot("  ", null)).isEmpty();
        assertThat(store().createBot("a\nb", null)).isEmpty();
        assertThat(store().createBot("x".repeat(33), null)).isEmpty();
    }

    @Test
    void aBotHasAnApplicationAndAllIntents() {
        // Given
        User owner = store().signIn(name("owner")).orElseThrow().identity().user();

        // When
        Credentials bot = store().createBot(" My Bot ", owner.id()).orElseThrow();

        // Then
        Identity identity = other().authenticate(bot.token()).orElseThrow();
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
        Credentials credentials = store().signIn(name("alice")).orElseThrow();
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
            assertThat(store().authenticate(changed)).isEmpty();
        }
        for (String none :
                List.of("", ".", "..", "a.b.c", token + "A", token + ".", "x".repeat(9999))) {
            assertThat(store().authenticate(none)).isEmpty();
        }
    }

    @Test
    void revokedTokensCeaseToHoldAndNewOnesHold() {
        // Given
        Credentials old = store().signIn(name("alice")).orElseThrow();
        UserId alice = old.identity().user().id();

        // When
        assertThat(other().revokeTokens(alice)).isTrue();

        // Then
        assertThat(store().authenticate(old.token())).isEmpty();
        Credentials fresh = store().signIn(name("alice")).orElseThrow();
        assertThat(fresh.identity().user().id()).isEqualTo(alice);
        assertThat(store().authenticate(fresh.token())).isPresent();
        assertThat(store().revokeTokens(new UserId(1))).isFalse();
    }

    @Test
    void aDeletedBotIsGone() {
        // Given
        Credentials bot = store().createBot(name("bot"), null).orElseThrow();

        // When
        assertThat(store().deleteAccount(bot.identity().user().id())).isTrue();

        // Then
        assertThat(other().authenticate(bot.token())).isEmpty();
        assertThat(other().user(bot.identity().user().id())).isEmpty();
        assertThat(store().deleteAccount(bot.identity().user().id())).isFalse();
    }

    @Test
    void tokensOfAnotherStoreDoNotHold() {
        // Given
        try (AccountsStore elsewhere = openElsewhere(ids(1), ticker())) {
            // When
            Credentials here = store().signIn(name("alice")).orElseThrow();
            Credentials there = elsewhere.signIn(name("alice")).orElseThrow();

            // Then
            assertThat(here.token()).isNotEqualTo(there.token());
            assertThat(store().authenticate(there.token())).isEmpty();
        }
    }

    @Test
    void twoUsersHaveOneDirectChannelWhoeverOpensIt() throws Exception {
        // Given
        Set<ChannelId> channels = ConcurrentHashMap.newKeySet();

        // When
        Thread here =
                Thread.ofVirtual().start(() -> channels.add(store().openDirectChannel(owner, bob)));
        Thread there =
                Thread.ofVirtual().start(() -> channels.add(other().openDirectChannel(bob, owner)));
        here.join();
        there.join();

        // Then
        assertThat(channels).hasSize(1);
        assertThat(store().openDirectChannel(owner, new UserId(owner.value() + 1_000)))
                .isNotIn(channels);
        assertThatIllegalArgumentException().isThrownBy(() -> store().openDirectChannel(bob, bob));
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
                                                        (i % 2 == 0 ? store() : other())
                                                                .signIn(name("alice"))
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
        assertThat(store().reserveGuildId()).isNotEqualTo(other().reserveGuildId());
    }

    @Test
    void aDeletedPersonsNameIsFreeAgain() {
        // Given
        UserId first = store().signIn(name("alice")).orElseThrow().identity().user().id();

        // When
        assertThat(store().deleteAccount(first)).isTrue();

        // Then
        UserId second = other().signIn(name("alice")).orElseThrow().identity().user().id();
        assertThat(second).isNotEqualTo(first);
        assertThat(store().signIn(name("alice")).orElseThrow().identity().user().id())
                .isEqualTo(second);
    }

    @Test
    void botsOfOneNameAreListedWhileTheyAreThere() {
        // Given
        UserId first = store().createBot(name("bot"), null).orElseThrow().identity().user().id();
        UserId second = other().createBot(name("bot"), null).orElseThrow().identity().user().id();
        store().createBot(name("other"), null);
        List<UserId> both = Stream.of(first, second).sorted(BY_ID).toList();

        // When, Then
        assertThat(store().bots(name("bot"))).isEqualTo(both);
        assertThat(store().deleteAccount(first)).isTrue();
        assertThat(other().bots(name("bot"))).containsExactly(second);
    }
}
