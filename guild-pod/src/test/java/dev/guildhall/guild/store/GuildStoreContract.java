package dev.guildhall.guild.store;

import static dev.guildhall.guild.store.GuildFixture.BOB;
import static dev.guildhall.guild.store.GuildFixture.EVERYONE;
import static dev.guildhall.guild.store.GuildFixture.GENERAL;
import static dev.guildhall.guild.store.GuildFixture.GUILD;
import static dev.guildhall.guild.store.GuildFixture.NOW_MS;
import static dev.guildhall.guild.store.GuildFixture.OWNER;
import static dev.guildhall.guild.store.GuildFixture.channel;
import static dev.guildhall.guild.store.GuildFixture.created;
import static dev.guildhall.guild.store.GuildFixture.guild;
import static dev.guildhall.guild.store.GuildFixture.member;
import static dev.guildhall.guild.store.GuildFixture.message;
import static dev.guildhall.guild.store.GuildFixture.messageId;
import static dev.guildhall.guild.store.GuildFixture.named;
import static dev.guildhall.guild.store.GuildFixture.role;
import static dev.guildhall.guild.store.GuildFixture.sent;
import static dev.guildhall.guild.store.GuildFixture.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Overwrite;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.core.RecentNonce;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every store of guilds must do: ownership, the log, and the guild as a whole. An
/// implementation's test extends this and its sisters and says how its stores are opened.
public abstract class GuildStoreContract {

    /// The stores under test; the same ones for the whole of one test, empty at its start.
    protected abstract GuildStores stores();

    private OpenGuild open() {
        return new OpenGuild(stores(), 1, "pod-a");
    }

    @Test
    void aGuildThatWasNeverStoredIsEmpty() {
        // Given
        assertThat(stores().exists(GUILD)).isFalse();

        // When
        try (OpenGuild guild = open()) {
            // Then
            assertThat(guild.store.recover()).isEqualTo(GuildSnapshot.empty());
            assertThat(guild.store.tail(0, 10)).contains(List.of());
            assertThat(guild.store.view(OWNER, List.of(), 10)).isEmpty();
            assertThat(stores().exists(GUILD)).isFalse();
        }
    }

    @Test
    void whatWasAppendedIsRecoveredByTheNextOwner() {
        // Given
        try (OpenGuild guild = open()) {
            guild.append(created());
            guild.append(
                    new Event.MemberJoined(member(BOB)),
                    sent(message(GENERAL, messageId(1), "hello")));
        }

        // When
        try (OpenGuild next = new OpenGuild(stores(), 2, "pod-b")) {
            GuildSnapshot snapshot = next.store.recover();

            // Then
            assertThat(stores().exists(GUILD)).isTrue();
            assertThat(snapshot.seq()).isEqualTo(3);
            assertThat(snapshot.guild()).isEqualTo(guild("Guild"));
            assertThat(snapshot.members()).containsExactly(member(OWNER), member(BOB));
            assertThat(snapshot.channels())
                    .extracting(Channel::lastMessageId)
                    .containsExactly(messageId(1), null);
            assertThat(page(next, Query.Anchor.LATEST, null, 50))
                    .containsExactly(message(GENERAL, messageId(1), "hello"));
        }
    }

    @Test
    void aLowerEpochIsFencedAndWritesNothing() {
        // Given
        try (OpenGuild old = open()) {
            old.append(created());
            try (OpenGuild owner = new OpenGuild(stores(), 2, "pod-b")) {
                // When
                assertThatThrownBy(() -> old.append(new Event.GuildUpdated(guild("Old"))))
                        .isInstanceOfSatisfying(
                                StoreException.Fenced.class,
                                e -> assertThat(e.claimedEpoch()).isEqualTo(2));
                assertThatThrownBy(old.store::renew).isInstanceOf(StoreException.Fenced.class);

                // Then
                owner.append(new Event.GuildUpdated(guild("New")));
                owner.store.renew();
                assertThat(owner.store.recover().guild()).isEqualTo(guild("New"));
                assertThat(owner.store.recover().seq()).isEqualTo(2);
            }
        }
    }

    @Test
    void onlyAHigherEpochOrTheSameOwnerClaims() {
        // Given
        new OpenGuild(stores(), 5, "pod-a").close();

        // When, Then
        for (long epoch : new long[] {4, 5}) {
            assertThatThrownBy(() -> stores().claim(GUILD, epoch, "pod-b"))
                    .isInstanceOfSatisfying(
                            StoreException.Fenced.class,
                            e -> assertThat(e.claimedEpoch()).isEqualTo(5));
        }
        assertThatThrownBy(() -> stores().claim(GUILD, 4, "pod-a"))
                .isInstanceOf(StoreException.Fenced.class);
        stores().claim(GUILD, 5, "pod-a").close();
        stores().claim(GUILD, 6, "pod-b").close();
    }

    @Test
    void aBatchWithAGapIsABugAndIsNotStored() {
        // Given
        try (OpenGuild guild = open()) {
            guild.append(created());

            // When
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            guild.store.append(
                                    List.of(
                                            new LogEntry(2, new Event.GuildUpdated(guild("2"))),
                                            new LogEntry(4, new Event.GuildUpdated(guild("4"))))));

            // Then
            assertThat(guild.store.recover().seq()).isEqualTo(1);
            assertThat(guild.store.recover().guild()).isEqualTo(guild("Guild"));
        }
    }

    @Test
    void theTailIsWhatCameAfter() {
        // Given
        try (OpenGuild guild = open()) {
            guild.append(created());
            guild.append(new Event.GuildUpdated(guild("2")), new Event.GuildUpdated(guild("3")));

            // When, Then
            assertThat(guild.store.tail(1, 1))
                    .contains(List.of(new LogEntry(2, new Event.GuildUpdated(guild("2")))));
            assertThat(guild.store.tail(1, 10).orElseThrow())
                    .extracting(LogEntry::seq)
                    .containsExactly(2L, 3L);
            assertThat(guild.store.tail(3, 10)).contains(List.of());
            assertThat(guild.store.tail(4, 10)).isEmpty();
        }
    }

    @Test
    void aDeletedRoleIsGoneFromMembersAndOverwrites() {
        // Given
        RoleId mods = new RoleId(3_000);
        Overwrite forMods = new Overwrite(3_000, Overwrite.Target.ROLE, 1, 2);
        Overwrite forBob = new Overwrite(3_000, Overwrite.Target.MEMBER, 1, 2);
        try (OpenGuild guild = open()) {
            guild.append(created());
            guild.append(
                    new Event.RoleCreated(role(mods, "mods")),
                    new Event.MemberJoined(member(BOB, mods)),
                    new Event.ChannelUpdated(channel(GENERAL, forMods, forBob)),
                    sent(message(GENERAL, messageId(1), "m")));

            // When
            guild.append(new Event.RoleDeleted(mods));

            // Then
            GuildSnapshot snapshot = guild.store.recover();
            assertThat(snapshot.members()).contains(member(BOB));
            assertThat(snapshot.channels().getFirst().overwrites()).containsExactly(forBob);
            assertThat(snapshot.channels().getFirst().lastMessageId()).isEqualTo(messageId(1));
            assertThat(guild.store.getMembers(List.of(BOB)).members()).containsExactly(member(BOB));
        }
    }

    @Test
    void noncesAreRememberedWithinTheirWindow() {
        // Given
        long later = RecentNonce.WINDOW_MS + 2;
        try (OpenGuild guild = open()) {
            guild.append(created());
            guild.append(
                    withNonce(1, "a", true), withNonce(2, "b", false), withNonce(3, "c", true));
            assertThat(nonces(guild)).containsExactly("a", "c");

            // When
            guild.append(withNonce(later, "d", true));

            // Then
            assertThat(nonces(guild)).containsExactly("c", "d");
        }
    }

    @Test
    void aViewIsOneMoment() {
        // Given
        try (OpenGuild guild = open()) {
            guild.append(created());
            for (long id = 20; id < 30; id++) {
                guild.append(new Event.MemberJoined(member(new UserId(id))));
            }

            // When
            GuildView some = guild.store.view(OWNER, List.of(new UserId(25)), 10).orElseThrow();
            GuildView all = guild.store.view(OWNER, List.of(), 11).orElseThrow();

            // Then
            assertThat(some.seq()).isEqualTo(11);
            assertThat(some.guild()).isEqualTo(guild("Guild"));
            assertThat(some.roles()).containsExactly(role(EVERYONE, "@everyone"));
            assertThat(some.channels()).hasSize(2);
            assertThat(some.members()).containsExactly(member(OWNER), member(new UserId(25)));
            assertThat(some.memberCount()).isEqualTo(11);
            assertThat(some.large()).isTrue();
            assertThat(some.self()).isEqualTo(member(OWNER));
            assertThat(all.members()).hasSize(11);
            assertThat(all.large()).isFalse();
            assertThat(guild.store.view(BOB, List.of(), 10)).isEmpty();
        }
    }

    @Test
    void membersAreFoundByIdPageAndName() {
        // Given
        Member alice = named(new UserId(20), "alice", null);
        Member bob = named(new UserId(21), "bob", "Älice the 2nd");
        Member carol = named(new UserId(22), "carol", "ALICIA");
        try (OpenGuild guild = open()) {
            guild.append(created());
            guild.append(
                    new Event.MemberJoined(alice),
                    new Event.MemberJoined(bob),
                    new Event.MemberJoined(named(new UserId(22), "carol", null)),
                    new Event.MemberUpdated(carol),
                    new Event.MemberJoined(member(BOB)),
                    new Event.MemberLeft(user(BOB)));
            GuildStore store = guild.store;

            // When, Then
            assertThat(store.getMembers(List.of(new UserId(22), BOB, new UserId(20))).members())
                    .containsExactly(alice, carol);
            assertThat(store.listMembers(null, 2).members()).containsExactly(member(OWNER), alice);
            assertThat(store.listMembers(new UserId(20), 9).members()).containsExactly(bob, carol);
            assertThat(store.searchMembers("ali", 10).members()).containsExactly(alice, carol);
            assertThat(store.searchMembers("äl", 10).members()).containsExactly(bob);
            assertThat(store.searchMembers("User 1", 10).members()).containsExactly(member(OWNER));
            assertThat(store.searchMembers("", 2).members()).hasSize(2);
            assertThat(store.searchMembers("li", 10).members()).isEmpty();
        }
    }

    @Test
    void bansComeAndGo() {
        // Given
        try (OpenGuild guild = open()) {
            guild.append(created());
            guild.append(
                    new Event.BanAdded(user(BOB), "spam"),
                    new Event.BanAdded(user(new UserId(30)), null));
            Result.Ban bob = new Result.Ban(user(BOB), "spam");
            Result.Ban other = new Result.Ban(user(new UserId(30)), null);

            // When, Then
            assertThat(guild.store.listBans(null, 10).bans()).containsExactly(bob, other);
            assertThat(guild.store.listBans(BOB, 10).bans()).containsExactly(other);
            assertThat(guild.store.recover().bans()).containsExactly(bob, other);

            // When
            guild.append(new Event.BanRemoved(user(BOB)));

            // Then
            assertThat(guild.store.listBans(null, 10).bans()).containsExactly(other);
        }
    }

    private static Event.MessageCreated withNonce(long ms, String nonce, boolean enforced) {
        return new Event.MessageCreated(
                message(GENERAL, messageId(ms), "m", null, nonce), null, enforced);
    }

    private static List<String> nonces(OpenGuild guild) {
        return guild.store.recover().recentNonces().stream().map(RecentNonce::nonce).toList();
    }

    private static List<Message> page(
            OpenGuild guild, Query.Anchor anchor, MessageId anchorId, int limit) {
        return guild.store.listMessages(GENERAL, anchor, anchorId, limit, OWNER);
    }

    private static List<Integer> ids(OpenGuild guild, Query.Anchor anchor, long ms, int limit) {
        return page(guild, anchor, ms == 0 ? null : messageId(ms), limit).stream()
                .map(message -> (int) (message.createdAtMs() - NOW_MS))
                .toList();
    }
}
