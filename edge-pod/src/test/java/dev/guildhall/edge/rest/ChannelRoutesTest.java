package dev.guildhall.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Overwrite;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.edge.rest.ApiServer.Answered;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Channels, of a guild and alone, and their overwrites.
class ChannelRoutesTest {

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
    void aChannelIsReadIfItIsSeen() {
        // Given
        api.accounts.channels.put(new ChannelId(201), Samples.GUILD);
        api.relays.give(Samples.view()).give(Samples.view());

        // When
        Answered seen = api.get("/channels/200");
        Answered hidden = api.get("/channels/201");

        // Then
        assertThat(seen.json().path("name").asText()).isEqualTo("general");
        assertThat(seen.json().path("guild_id").asText()).isEqualTo("100");
        assertThat(hidden.json().path("code").asInt()).isEqualTo(10003);
    }

    @Test
    void aDirectChannelNamesTheOthers() {
        // Given
        ChannelId id = new ChannelId(921);
        api.accounts.channels.put(id, new GuildId(921));
        api.relays
                .give(Samples.directView(id, Samples.ADA))
                .give(Samples.members(Samples.ADA, Samples.BOB))
                .give(Samples.directView(id, Samples.ADA))
                .give(Samples.members(Samples.ADA, Samples.BOB));

        // When
        Answered read = api.get("/channels/921");
        Answered closed = api.delete("/channels/921");

        // Then
        assertThat(read.json().path("type").asInt()).isEqualTo(1);
        assertThat(read.json().path("recipients")).hasSize(1);
        assertThat(read.json().at("/recipients/0/username").asText()).isEqualTo("bob");
        assertThat(closed.status()).isEqualTo(200);
        assertThat(api.relays.commands).isEmpty();
    }

    @Test
    void aPatchHoldsOnlyWhatWasSent() {
        // Given
        api.relays.accept(
                new Event.ChannelUpdated(Samples.channel(new ChannelId(9), ChannelType.TEXT)),
                new Event.ChannelUpdated(Samples.channel(Samples.CHANNEL, ChannelType.TEXT)));

        // When
        Answered answered =
                api.patch(
                        "/channels/200",
                        "{\"name\":\"x\",\"topic\":null,\"parent_id\":null,\"rate_limit_per_user\":5}");

        // Then
        assertThat(answered.json().path("id").asText()).isEqualTo("200");
        assertThat(api.relays.command())
                .isEqualTo(
                        new Command.UpdateChannel(
                                Samples.CHANNEL,
                                "x",
                                null,
                                new Command.Patch<>(null),
                                new Command.Patch<>(null),
                                null,
                                5,
                                null,
                                null,
                                null));
    }

    @Test
    void aPatchWithoutChangeReadsTheChannel() {
        api.relays.accept().give(Samples.view());

        assertThat(api.patch("/channels/200", "{}").json().path("id").asText()).isEqualTo("200");
    }

    @Test
    void limitsOfAChannelAreChecked() {
        Answered answered =
                api.patch(
                        "/channels/200",
                        "{\"name\":\"\",\"rate_limit_per_user\":21601,\"user_limit\":100}");

        assertThat(answered.status()).isEqualTo(400);
        assertThat(answered.json().path("errors")).hasSize(3);
    }

    @Test
    void aDeletedChannelIsTheAnswer() {
        // Given
        api.relays.accept(
                new Event.ChannelDeleted(Samples.channel(Samples.CHANNEL, ChannelType.TEXT)));

        // Then
        assertThat(api.delete("/channels/200").json().path("id").asText()).isEqualTo("200");
    }

    @Test
    void overwritesAreSetAndDeleted() {
        // When
        Answered set =
                api.send(
                        "PUT",
                        "/channels/200/permissions/11",
                        "{\"type\":1,\"allow\":\"1024\",\"deny\":2048}");
        Answered deleted = api.delete("/channels/200/permissions/11");

        // Then
        assertThat(set.status()).isEqualTo(204);
        assertThat(api.relays.commands.getFirst().what())
                .isEqualTo(
                        new Command.SetOverwrite(
                                Samples.CHANNEL,
                                new Overwrite(11, Overwrite.Target.MEMBER, 1024, 2048)));
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(api.relays.command())
                .isEqualTo(new Command.DeleteOverwrite(Samples.CHANNEL, 11));
    }

    @Test
    void aGuildsChannelsAreListed() {
        api.relays.give(Samples.view());

        assertThat(api.get("/guilds/100/channels").json().at("/0/name").asText())
                .isEqualTo("general");
    }

    @Test
    void aChannelIsMade() {
        // Given
        api.relays.accept(
                new Event.ChannelCreated(Samples.channel(Samples.CHANNEL, ChannelType.VOICE)));

        // When
        Answered answered =
                api.post(
                        "/guilds/100/channels",
                        """
                        {"name": "talk", "type": 2, "parent_id": "7", "bitrate": 64000,
                         "permission_overwrites": [{"id": "100", "type": 0, "deny": "1024"}]}
                        """);

        // Then
        assertThat(answered.status()).isEqualTo(201);
        assertThat(answered.json().path("bitrate").asInt()).isEqualTo(64_000);
        Command.CreateChannel made = (Command.CreateChannel) api.relays.command();
        assertThat(made.type()).isEqualTo(ChannelType.VOICE);
        assertThat(made.parentId()).isEqualTo(new ChannelId(7));
        assertThat(made.overwrites())
                .isEqualTo(List.of(new Overwrite(100, Overwrite.Target.ROLE, 0, 1024)));
    }

    @Test
    void aChannelNeedsANameAndAKnownType() {
        Answered answered = api.post("/guilds/100/channels", "{\"type\":15}");

        assertThat(answered.json().at("/errors/name/_errors/0/code").asText())
                .isEqualTo("BASE_TYPE_REQUIRED");
        assertThat(answered.json().at("/errors/type/_errors/0/message").asText())
                .isEqualTo("Value must be one of {0, 2, 4, 5}.");
    }

    @Test
    void movesHappenInOrderAndStopAtARefusal() {
        // Given
        api.relays.accept().reject(Rejection.of(Reason.UNKNOWN_CHANNEL));

        // When
        Answered answered =
                api.patch(
                        "/guilds/100/channels",
                        """
                        [{"id": "1", "position": 2, "parent_id": null}, {"id": 2, "position": 1},
                         {"id": "3"}]
                        """);

        // Then
        assertThat(answered.json().path("code").asInt()).isEqualTo(10003);
        assertThat(api.relays.commands).hasSize(2);
        Command.UpdateChannel first = (Command.UpdateChannel) api.relays.commands.get(0).what();
        assertThat(first.position()).isEqualTo(2);
        assertThat(first.parentId()).isEqualTo(new Command.Patch<>(null));
    }

    @Test
    void movesAreAList() {
        assertThat(api.patch("/guilds/100/channels", "[]").status()).isEqualTo(204);
        Answered object = api.patch("/guilds/100/channels", "{}");
        Answered inside = api.patch("/guilds/100/channels", "[{}, 3]");

        assertThat(object.json().at("/errors/_errors/0/code").asText())
                .isEqualTo("LIST_TYPE_CONVERT");
        assertThat(inside.json().at("/errors/0/id/_errors/0/code").asText())
                .isEqualTo("BASE_TYPE_REQUIRED");
        assertThat(inside.json().at("/errors/1/_errors/0/code").asText())
                .isEqualTo("MODEL_TYPE_CONVERT");
    }
}
