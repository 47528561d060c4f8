package dev.guildhall.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.edge.rest.ApiServer.Answered;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Guilds, their roles, members and bans.
class GuildRoutesTest {

    private ApiServer api;

    @BeforeEach
    void start() throws Exception {
        api = ApiServer.start();
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void aGuildIsReadWithAndWithoutCounts() {
        api.relays.give(Samples.view()).give(Samples.view());

        Answered plain = api.get("/guilds/100");
        Answered counted = api.get("/guilds/100?with_counts=true");

        assertThat(plain.json().path("roles")).hasSize(2);
        assertThat(plain.json().has("approximate_member_count")).isFalse();
        assertThat(counted.json().path("approximate_member_count").asInt()).isEqualTo(3);
    }

    @Test
    void anUnknownGuildIsNotFound() {
        assertThat(api.get("/guilds/5").json().path("code").asInt()).isEqualTo(10004);
    }

    @Test
    void aGuildIsMadeForItsOwner() {
        // Given
        api.relays.accept(
                new Event.GuildCreated(
                        Samples.guild(), List.of(Samples.everyone()), List.of(), List.of()));

        // When
        Answered answered = api.post("/guilds", "{\"name\":\"Home\"}");

        // Then
        assertThat(answered.status()).isEqualTo(201);
        Command.CreateGuild made = (Command.CreateGuild) api.relays.command();
        assertThat(api.relays.commands.getLast().actor().system()).isTrue();
        assertThat(made.guild().id()).isEqualTo(new GuildId(777));
        assertThat(made.owner()).isEqualTo(Samples.ADA);
        assertThat(made.channels()).hasSize(4);
        assertThat(api.joined)
                .containsExactly(new ApiServer.Joined(Samples.ADA.id(), new GuildId(777)));
    }

    @Test
    void aGuildStartsWithTheChannelsThatWereAskedFor() {
        // Given
        api.relays.accept(new Event.GuildCreated(Samples.guild(), List.of(), List.of(), List.of()));

        // When
        api.post(
                "/guilds",
                """
                {"name": "Home", "channels": [{"name": "cat", "type": 4, "id": 1},
                 {"name": "in", "parent_id": 1}]}
                """);

        // Then
        assertThat(((Command.CreateGuild) api.relays.command()).channels())
                .containsExactly(
                        new Command.InitialChannel(ChannelType.CATEGORY, "cat", null),
                        new Command.InitialChannel(ChannelType.TEXT, "in", "cat"));
    }

    @Test
    void aGuildNeedsAName() {
        assertThat(api.post("/guilds", "{}").status()).isEqualTo(400);
        assertThat(api.post("/guilds", "{\"name\":\"x\"}").status()).isEqualTo(400);
        assertThat(api.relays.commands).isEmpty();
    }

    @Test
    void aGuildIsChangedAndRead() {
        // Given
        api.relays.accept(new Event.GuildUpdated(Samples.guild())).give(Samples.view());

        // When
        Answered answered = api.patch("/guilds/100", "{\"name\":\"Home\",\"description\":\"\"}");

        // Then
        assertThat(answered.json().path("name").asText()).isEqualTo("Home");
        assertThat(api.relays.command())
                .isEqualTo(new Command.UpdateGuild("Home", new Command.Patch<>(null), null, null));
    }

    @Test
    void rolesAreMadeChangedMovedAndDeleted() {
        // Given
        api.relays
                .accept(new Event.RoleCreated(Samples.role()))
                .accept(new Event.RoleUpdated(Samples.role()))
                .accept()
                .accept(new Event.RoleUpdated(Samples.role()))
                .give(Samples.view())
                .give(Samples.view())
                .give(Samples.view());

        // Then
        assertThat(
                        api.post(
                                        "/guilds/100/roles",
                                        "{\"name\":\"mods\",\"permissions\":\"8\",\"colors\":{\"primary_color\":5}}")
                                .json()
                                .path("name")
                                .asText())
                .isEqualTo("mods");
        assertThat(api.relays.command())
                .isEqualTo(new Command.CreateRole("mods", 8L, 5, false, false));
        assertThat(api.patch("/guilds/100/roles/400", "{\"hoist\":true}").status()).isEqualTo(200);
        assertThat(api.relays.command())
                .isEqualTo(
                        new Command.UpdateRole(Samples.ROLE, null, null, null, true, null, null));
        assertThat(api.patch("/guilds/100/roles/400", "{}").json().path("id").asText())
                .isEqualTo("400");
        assertThat(api.patch("/guilds/100/roles", "[{\"id\":\"400\",\"position\":2}]").json())
                .hasSize(2);
        assertThat(((Command.UpdateRole) api.relays.command()).position()).isEqualTo(2);
        assertThat(api.get("/guilds/100/roles/7").json().path("code").asInt()).isEqualTo(10011);
        assertThat(api.delete("/guilds/100/roles/400").status()).isEqualTo(204);
    }

    @Test
    void membersAreListedSearchedAndRead() {
        // Given
        Result.Members found = new Result.Members(List.of(Samples.member(Samples.ADA)), List.of());
        api.relays
                .give(found)
                .give(found)
                .give(found)
                .give(new Result.Members(List.of(), List.of()));

        // Then
        assertThat(api.get("/guilds/100/members?limit=1000&after=0").json()).hasSize(1);
        assertThat(api.relays.query()).isEqualTo(new Query.ListMembers(null, 1000));
        assertThat(api.get("/guilds/100/members/search?query=a%20b&limit=5").json()).hasSize(1);
        assertThat(api.relays.query()).isEqualTo(new Query.SearchMembers("a b", 5));
        assertThat(api.get("/guilds/100/members/10").json().at("/user/username").asText())
                .isEqualTo("ada");
        assertThat(api.get("/guilds/100/members/12").json().path("code").asInt()).isEqualTo(10007);
        assertThat(api.get("/guilds/100/members/search").status()).isEqualTo(400);
        assertThat(api.get("/guilds/100/members?limit=1001").status()).isEqualTo(400);
    }

    @Test
    void aMemberIsChanged() {
        // Given
        api.relays.accept(new Event.MemberUpdated(Samples.member(Samples.BOB)));

        // When
        Answered answered =
                api.patch(
                        "/guilds/100/members/11",
                        """
                        {"nick": null, "roles": ["400"], "mute": true, "channel_id": null,
                         "communication_disabled_until": "2026-01-01T00:00:00+00:00"}
                        """);

        // Then
        assertThat(answered.json().path("nick").asText()).isEqualTo("nick");
        assertThat(api.relays.command())
                .isEqualTo(
                        new Command.UpdateMember(
                                new UserId(11),
                                new Command.Patch<>(null),
                                List.of(new RoleId(400)),
                                true,
                                null,
                                new Command.Patch<>(Samples.NOW_MS),
                                new Command.Patch<>(null)));
    }

    @Test
    void membersChangeTheirOwnNick() {
        // Given
        api.relays.accept(new Event.MemberUpdated(Samples.member(Samples.ADA)));

        // Then
        assertThat(api.patch("/guilds/100/members/@me", "{\"nick\":\"n\"}").status())
                .isEqualTo(200);
        assertThat(((Command.UpdateMember) api.relays.command()).userId())
                .isEqualTo(Samples.ADA.id());
        assertThat(api.patch("/guilds/100/members/@me/nick", "{\"nick\":\"n\"}").json())
                .hasToString("{\"nick\":\"n\"}");
        assertThat(api.patch("/guilds/100/members/@me", "{\"bio\":\"b\"}").status()).isEqualTo(400);
    }

    @Test
    void rolesOfMembersAndKicks() {
        assertThat(api.put("/guilds/100/members/11/roles/400").status()).isEqualTo(204);
        assertThat(api.relays.command())
                .isEqualTo(new Command.AddMemberRole(new UserId(11), Samples.ROLE));
        assertThat(api.delete("/guilds/100/members/11/roles/400").status()).isEqualTo(204);
        assertThat(api.relays.command())
                .isEqualTo(new Command.RemoveMemberRole(new UserId(11), Samples.ROLE));
        assertThat(api.delete("/guilds/100/members/11").status()).isEqualTo(204);
        assertThat(api.relays.command()).isEqualTo(new Command.RemoveMember(new UserId(11)));
        assertThat(api.delete("/users/@me/guilds/100").status()).isEqualTo(204);
        assertThat(api.relays.command()).isEqualTo(new Command.RemoveMember(Samples.ADA.id()));
    }

    @Test
    void bansHaveAReasonFromTheHeader() {
        // When
        Answered answered =
                api.send(
                        api.request("/api/v10/guilds/100/bans/11")
                                .header("Authorization", Samples.ADA_TOKEN)
                                .header("X-Audit-Log-Reason", "sp%C3%A4m+more")
                                .header("Content-Type", "application/json")
                                .PUT(
                                        BodyPublishers.ofString(
                                                "{\"delete_message_seconds\":86400}")));

        // Then
        assertThat(answered.status()).isEqualTo(204);
        assertThat(api.relays.command()).isEqualTo(new Command.AddBan(Samples.BOB, "späm+more"));
        assertThat(api.put("/guilds/100/bans/404").json().path("code").asInt()).isEqualTo(10013);
        assertThat(api.delete("/guilds/100/bans/11").status()).isEqualTo(204);
        assertThat(api.relays.command()).isEqualTo(new Command.RemoveBan(new UserId(11)));
    }

    @Test
    void bansAreListedAndRead() {
        // Given
        Result.Bans bans = new Result.Bans(List.of(new Result.Ban(Samples.BOB, "spam")));
        api.relays.give(bans).give(bans).give(bans);

        // Then
        assertThat(api.get("/guilds/100/bans?after=3").json().at("/0/reason").asText())
                .isEqualTo("spam");
        assertThat(api.get("/guilds/100/bans/11").json().at("/user/id").asText()).isEqualTo("11");
        assertThat(api.relays.query()).isEqualTo(new Query.ListBans(new UserId(10), 1));
        assertThat(api.get("/guilds/100/bans/10").json().path("code").asInt()).isEqualTo(10026);
        assertThat(api.get("/guilds/100/bans?before=3").status()).isEqualTo(400);
    }
}
