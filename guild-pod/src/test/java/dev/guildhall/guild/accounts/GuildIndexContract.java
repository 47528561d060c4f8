package dev.guildhall.guild.accounts;

import static dev.guildhall.guild.store.GuildFixture.channel;
import static dev.guildhall.guild.store.GuildFixture.member;
import static dev.guildhall.guild.store.GuildFixture.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.store.LogEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every accounts store must do with the indexes over guilds, seen by two pods that share it.
public abstract class GuildIndexContract extends TwoAccountsStores {

    private final GuildId guildId = new GuildId(firstId + 1_000);
    private final ChannelId general = new ChannelId(firstId + 2_000);
    private final ChannelId random = new ChannelId(firstId + 2_001);
    private final UserId carol = new UserId(firstId + 99);

    @Test
    void indexesFollowTheGuildsEvents() {
        // When
        project(store(), 1, 1, created(), new Event.MemberJoined(member(bob)));
        project(store(), 1, 2, new Event.MemberJoined(member(bob)));

        // Then
        assertThat(other().guildsOfUser(bob)).containsExactly(guildId);
        assertThat(other().guildOfChannel(general)).contains(guildId);
        assertThat(other().guilds(before(guildId), 1))
                .containsExactly(new ListedGuild(guildId, "Guild", owner, GuildKind.COMMUNITY));
        assertThat(other().guilds(guildId, 10)).extracting(ListedGuild::id).doesNotContain(guildId);

        // When
        project(
                store(),
                1,
                3,
                new Event.MemberLeft(user(bob)),
                new Event.ChannelDeleted(channel(general)),
                new Event.GuildUpdated(guild("Renamed")));

        // Then
        assertThat(other().guildsOfUser(bob)).isEmpty();
        assertThat(other().guildOfChannel(general)).isEmpty();
        assertThat(other().guildOfChannel(random)).contains(guildId);
        assertThat(other().guilds(before(guildId), 1))
                .extracting(ListedGuild::name)
                .containsExactly("Renamed");
    }

    @Test
    void aRewriteLeavesWhatTheSnapshotSays() {
        // Given
        project(store(), 1, 1, created(), new Event.MemberJoined(member(bob)));
        GuildSnapshot snapshot =
                new GuildSnapshot(
                        7,
                        guild("Guild"),
                        List.of(),
                        List.of(channel(random), channel(new ChannelId(firstId + 5))),
                        List.of(member(owner), member(carol)),
                        List.of(),
                        List.of(),
                        List.of());

        // When
        store().rewrite(guildId, 1, snapshot);
        store().rewrite(new GuildId(firstId + 8), 1, GuildSnapshot.empty());

        // Then
        assertThat(store().guildsOfUser(owner)).containsExactly(guildId);
        assertThat(store().guildsOfUser(carol)).containsExactly(guildId);
        assertThat(store().guildsOfUser(bob)).isEmpty();
        assertThat(store().guildOfChannel(general)).isEmpty();
        assertThat(store().guildOfChannel(new ChannelId(firstId + 5))).contains(guildId);
    }

    @Test
    void directGuildsAreNotListed() {
        // Given
        Guild direct =
                new Guild(
                        new GuildId(firstId + 9),
                        GuildKind.DIRECT,
                        "",
                        null,
                        null,
                        owner,
                        null,
                        300);

        // When
        store().project(
                        direct.id(),
                        1,
                        List.of(
                                new LogEntry(
                                        1,
                                        new Event.GuildCreated(
                                                direct,
                                                List.of(),
                                                List.of(channel(new ChannelId(firstId + 9))),
                                                List.of(member(owner))))));

        // Then
        assertThat(store().guilds(before(direct.id()), 10))
                .extracting(ListedGuild::id)
                .doesNotContain(direct.id());
        assertThat(store().guildOfChannel(new ChannelId(firstId + 9))).contains(direct.id());
    }

    @Test
    void anEarlierOwnersLateWritesDoNotWin() {
        // Given
        project(store(), 1, 1, created(), new Event.MemberJoined(member(bob)));
        GuildSnapshot late =
                snapshot(4, List.of(general, random), List.of(owner, bob, carol), "Late");
        GuildSnapshot now = snapshot(7, List.of(random), List.of(owner, carol), "Renamed");

        // When
        other().rewrite(guildId, 2, now);
        project(other(), 2, 8, new Event.MemberLeft(user(carol)));
        project(
                store(),
                1,
                3,
                new Event.MemberJoined(member(carol)),
                new Event.GuildUpdated(guild("Late")));
        store().rewrite(guildId, 1, late);

        // Then
        assertThat(store().guildsOfUser(carol)).isEmpty();
        assertThat(store().guildsOfUser(bob)).isEmpty();
        assertThat(store().guildsOfUser(owner)).containsExactly(guildId);
        assertThat(store().guildOfChannel(random)).contains(guildId);
        assertThat(store().guildOfChannel(general)).isEmpty();
        assertThat(store().guilds(before(guildId), 1))
                .extracting(ListedGuild::name)
                .containsExactly("Renamed");
    }

    @Test
    void whoLeavesAndComesBackIsAMember() {
        // Given
        project(store(), 1, 1, created(), new Event.MemberJoined(member(bob)));

        // When
        project(
                store(),
                1,
                3,
                new Event.MemberLeft(user(bob)),
                new Event.MemberJoined(member(bob)));

        // Then
        assertThat(other().guildsOfUser(bob)).containsExactly(guildId);
    }

    @Test
    void guildsAreListedPageByPageWhateverTheirAge() {
        // Given
        long recent = ids(9).getAsLong();
        List<GuildId> ids =
                List.of(
                        new GuildId(firstId + 5),
                        new GuildId(firstId + 6),
                        new GuildId(recent),
                        new GuildId(recent + 1));
        ids.reversed().forEach(id -> store().rewrite(id, 1, snapshotOf(id)));

        // When
        List<GuildId> all = new ArrayList<>();
        List<ListedGuild> page = other().guilds(before(ids.getFirst()), 3);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            page.forEach(each -> all.add(each.id()));
            page = other().guilds(all.getLast(), 3);
        }

        // Then
        assertThat(all).startsWith(ids.get(0), ids.get(1)).containsSubsequence(ids);
        assertThat(all).extracting(GuildId::value).isSorted().doesNotHaveDuplicates();
    }

    private static GuildId before(GuildId id) {
        return new GuildId(id.value() - 1);
    }

    private Event.GuildCreated created() {
        return new Event.GuildCreated(
                guild("Guild"),
                List.of(),
                List.of(channel(general), channel(random)),
                List.of(member(owner)));
    }

    private Guild guild(String name) {
        return new Guild(guildId, GuildKind.COMMUNITY, name, null, null, owner, general, 300);
    }

    /// Entries of the guild's log from `seq` on.
    private void project(AccountsStore to, long epoch, long seq, Event.Durable... events) {
        List<LogEntry> entries = new ArrayList<>();
        for (Event.Durable event : events) {
            entries.add(new LogEntry(seq + entries.size(), event));
        }
        to.project(guildId, epoch, entries);
    }

    private GuildSnapshot snapshot(
            long seq, List<ChannelId> channels, List<UserId> members, String name) {
        return new GuildSnapshot(
                seq,
                guild(name),
                List.of(),
                channels.stream().map(id -> channel(id)).toList(),
                members.stream().map(id -> member(id)).toList(),
                List.of(),
                List.of(),
                List.of());
    }

    private GuildSnapshot snapshotOf(GuildId id) {
        return new GuildSnapshot(
                1,
                new Guild(id, GuildKind.COMMUNITY, "g", null, null, owner, null, 300),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
