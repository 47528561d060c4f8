package dev.guildhall.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.edge.rest.ApiServer.Answered;
import dev.guildhall.edge.rest.limit.RateLimits;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Users, applications, the gateway's address, direct channels and sign-in.
class UserRoutesTest {

    private static final ChannelId DIRECT = new ChannelId(921);

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
    void theGatewayIsToldToEverybodyAndShardsToBots() {
        Answered open = api.send(api.request("/api/v10/gateway"));
        Answered bot = asBot("/gateway/bot");

        assertThat(open.json()).hasToString("{\"url\":\"ws://127.0.0.1:1\"}");
        assertThat(bot.json().path("shards").asInt()).isEqualTo(1);
        assertThat(bot.json().at("/session_start_limit/max_concurrency").asInt()).isEqualTo(16);
        assertThat(api.send(api.request("/api/v10/gateway/bot")).status()).isEqualTo(401);
    }

    @Test
    void usersAreRead() {
        assertThat(api.get("/users/@me").json().path("username").asText()).isEqualTo("ada");
        assertThat(api.get("/users/11").json().path("username").asText()).isEqualTo("bob");
        assertThat(api.get("/users/404").json().path("code").asInt()).isEqualTo(10013);
    }

    @Test
    void applicationsAreForBots() {
        Answered old = asBot("/oauth2/applications/@me");
        Answered newer = asBot("/applications/@me");
        Answered person = api.get("/applications/@me");

        assertThat(old.json()).isEqualTo(newer.json());
        assertThat(old.json().at("/owner/username").asText()).isEqualTo("ada");
        assertThat(old.json().path("verify_key").asText()).isEqualTo("00");
        assertThat(person.status()).isEqualTo(403);
    }

    @Test
    void thereAreNoCommandsAndNoneCanBeMade() {
        assertThat(asBot("/applications/20/commands").response().body()).isEqualTo("[]");
        assertThat(putAsBot("/applications/20/guilds/100/commands", "[]").status()).isEqualTo(200);
        assertThat(putAsBot("/applications/20/commands", "[{\"name\":\"x\"}]").status())
                .isEqualTo(404);
        assertThat(asBot("/applications/21/commands").status()).isEqualTo(403);
    }

    @Test
    void ownGuildsComeInPages() {
        // Given
        api.accounts.guilds.add(new GuildId(101));
        api.accounts.guilds.add(new GuildId(102));
        api.relays.give(Samples.view());

        // When
        Answered answered = api.get("/users/@me/guilds?after=99&limit=1&with_counts=true");

        // Then
        assertThat(answered.json()).hasSize(1);
        assertThat(answered.json().at("/0/owner").asBoolean()).isTrue();
        assertThat(answered.json().at("/0/approximate_presence_count").asInt()).isEqualTo(2);
        assertThat(answered.json().at("/0/permissions").asText()).matches("\\d+");
        assertThat(api.relays.queries).hasSize(1);
    }

    @Test
    void guildsBeforeAnIdAreTheNearestOnes() {
        // Given
        api.accounts.guilds.add(new GuildId(101));
        api.accounts.guilds.add(new GuildId(102));

        // When
        api.get("/users/@me/guilds?before=102&limit=1");

        // Then
        assertThat(api.relays.queries.getLast().guildId()).isEqualTo(new GuildId(101));
    }

    @Test
    void directGuildsAreNotListed() {
        api.relays.give(Samples.directView(DIRECT, Samples.ADA));

        assertThat(api.get("/users/@me/guilds").json()).isEmpty();
    }

    @Test
    void aDirectChannelIsMadeOnce() {
        // Given
        Result.View view = Samples.directView(DIRECT, Samples.ADA);
        api.relays
                .give(new Result.Refused(Rejection.of(Reason.UNKNOWN_GUILD)))
                .accept()
                .accept()
                .accept()
                .give(view)
                .give(view);

        // When
        Answered made = api.post("/users/@me/channels", "{\"recipient_id\":\"11\"}");
        Answered again = api.post("/users/@me/channels", "{\"recipients\":[11]}");

        // Then
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.json()).isEqualTo(again.json());
        assertThat(made.json().path("id").asText()).isEqualTo("921");
        assertThat(made.json().at("/recipients/0/username").asText()).isEqualTo("bob");
        assertThat(api.relays.commands).hasSize(3);
        Command.CreateGuild create = (Command.CreateGuild) api.relays.commands.getFirst().what();
        assertThat(create.guild().kind()).isEqualTo(GuildKind.DIRECT);
        assertThat(create.guild().id()).isEqualTo(new GuildId(921));
        assertThat(api.joined)
                .extracting(ApiServer.Joined::userId)
                .containsExactly(new UserId(10), new UserId(11));
    }

    @Test
    void nobodyTalksToThemselvesOrToNobody() {
        assertThat(
                        api.post("/users/@me/channels", "{\"recipient_id\":\"10\"}")
                                .json()
                                .path("code")
                                .asInt())
                .isEqualTo(50033);
        assertThat(
                        api.post("/users/@me/channels", "{\"recipient_id\":\"404\"}")
                                .json()
                                .path("code")
                                .asInt())
                .isEqualTo(50033);
        assertThat(api.post("/users/@me/channels", "{}").json().path("code").asInt())
                .isEqualTo(50035);
        assertThat(api.relays.commands).isEmpty();
    }

    @Test
    void aDirectChannelThatCannotBeReachedIsNotMadeAnew() {
        // Given
        api.relays.give(new Result.Refused(Rejection.of(Reason.GUILD_UNAVAILABLE)));

        // Then
        assertThat(api.post("/users/@me/channels", "{\"recipient_id\":\"11\"}").status())
                .isEqualTo(503);
        assertThat(api.relays.commands).isEmpty();
    }

    @Test
    void signInGivesATokenAndAGuild() {
        // When
        Answered answered =
                api.send(
                        api.request("/api/v10/auth/dev")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"username\":\"eve\"}")));

        // Then
        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.json().path("token").asText()).isEqualTo("NTA.x.eve");
        assertThat(answered.json().at("/user/username").asText()).isEqualTo("eve");
        assertThat(api.relays.command()).isInstanceOf(Command.AddMember.class);
        assertThat(api.joined).containsExactly(new ApiServer.Joined(new UserId(50), Samples.GUILD));
    }

    @Test
    void signInNeedsAGoodNameAndAGuildThatAnswers() {
        // Given
        api.relays.reject(Rejection.of(Reason.GUILD_UNAVAILABLE));

        // Then
        assertThat(api.post("/auth/dev", "{\"username\":\"eve\"}").status()).isEqualTo(503);
        assertThat(
                        api.post("/auth/dev", "{\"username\":\"Eve!\"}")
                                .json()
                                .at("/errors/username/_errors/0/code")
                                .asText())
                .isEqualTo("USERNAME_INVALID");
        assertThat(api.post("/auth/dev", "{}").status()).isEqualTo(400);
    }

    @Test
    void withoutTheSettingThereIsNoSignIn() throws Exception {
        try (ApiServer closed = ApiServer.start(RateLimits.off(), false)) {
            assertThat(closed.post("/auth/dev", "{\"username\":\"eve\"}").status()).isEqualTo(404);
        }
    }

    @Test
    void thereIsOneVoiceRegion() {
        assertThat(api.get("/voice/regions").json()).hasSize(1);
    }

    private Answered asBot(String path) {
        return api.send(
                api.request("/api/v10" + path).header("Authorization", "Bot " + Samples.BOT_TOKEN));
    }

    private Answered putAsBot(String path, String json) {
        return api.send(
                api.request("/api/v10" + path)
                        .header("Authorization", "Bot " + Samples.BOT_TOKEN)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(json)));
    }
}
