package dev.guildhall.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.UserId;
import dev.guildhall.edge.rest.ApiServer.Answered;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reactions and pins.
class ReactionAndPinRoutesTest {

    private static final String REACTIONS = "/channels/200/messages/300/reactions";
    private static final Emoji THUMB = new Emoji(null, "👍");

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
    void reactionsComeAndGo() {
        assertThat(api.put(REACTIONS + "/%F0%9F%91%8D/@me").status()).isEqualTo(204);
        assertThat(api.relays.command())
                .isEqualTo(new Command.AddReaction(Samples.CHANNEL, Samples.MESSAGE, THUMB));
        assertThat(api.delete(REACTIONS + "/%F0%9F%91%8D/@me").status()).isEqualTo(204);
        assertThat(api.relays.command())
                .isEqualTo(
                        new Command.RemoveReaction(
                                Samples.CHANNEL, Samples.MESSAGE, THUMB, Samples.ADA.id()));
        assertThat(api.delete(REACTIONS + "/%F0%9F%91%8D/11").status()).isEqualTo(204);
        assertThat(api.relays.command())
                .isEqualTo(
                        new Command.RemoveReaction(
                                Samples.CHANNEL, Samples.MESSAGE, THUMB, new UserId(11)));
        assertThat(api.delete(REACTIONS + "/%F0%9F%91%8D").status()).isEqualTo(204);
        assertThat(api.relays.command())
                .isEqualTo(new Command.ClearReactions(Samples.CHANNEL, Samples.MESSAGE, THUMB));
        assertThat(api.delete(REACTIONS).status()).isEqualTo(204);
        assertThat(api.relays.command())
                .isEqualTo(new Command.ClearReactions(Samples.CHANNEL, Samples.MESSAGE, null));
    }

    @Test
    void customEmojisHaveANameAndAnId() {
        api.put(REACTIONS + "/party:123/@me");

        assertThat(((Command.AddReaction) api.relays.command()).emoji())
                .isEqualTo(new Emoji(123L, "party"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%E2%9D%A4%EF%B8%8F", "1%EF%B8%8F%E2%83%A3", "%F0%9F%87%A9%F0%9F%87%AA"})
    void joinedEmojisAreOne(String emoji) {
        assertThat(api.put(REACTIONS + "/" + emoji + "/@me").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "1", "%E2%80%8D", "party:x", ":12", "%20", "%C3%A9"})
    void whatIsNoEmojiIsUnknown(String emoji) {
        Answered answered = api.put(REACTIONS + "/" + emoji + "/@me");

        assertThat(answered.status()).isEqualTo(404);
        assertThat(answered.json().path("code").asInt()).isEqualTo(10014);
        assertThat(api.relays.commands).isEmpty();
    }

    @Test
    void reactorsComeInPages() {
        // Given
        api.relays.give(new Result.Users(List.of(Samples.ADA, Samples.BOB)));

        // When
        Answered answered = api.get(REACTIONS + "/%F0%9F%91%8D?limit=2&after=5&type=0");

        // Then
        assertThat(answered.json().at("/1/username").asText()).isEqualTo("bob");
        assertThat(api.relays.query())
                .isEqualTo(
                        new Query.ListReactors(
                                Samples.CHANNEL, Samples.MESSAGE, THUMB, new UserId(5), 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/channels/200/pins/300", "/channels/200/messages/pins/300"})
    void bothPathsPin(String path) {
        assertThat(api.put(path).status()).isEqualTo(204);
        assertThat(api.relays.command())
                .isEqualTo(new Command.SetMessagePinned(Samples.CHANNEL, Samples.MESSAGE, true));
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(api.relays.command())
                .isEqualTo(new Command.SetMessagePinned(Samples.CHANNEL, Samples.MESSAGE, false));
    }

    @Test
    void pinsAreListedTheOldWayAndTheNew() {
        // Given
        Result.Pins pins =
                new Result.Pins(
                        List.of(new Result.Pin(Samples.message("a"), Samples.NOW_MS)), true);
        api.relays.give(pins).give(pins);

        // When
        Answered old = api.get("/channels/200/pins");
        Answered newer =
                api.get("/channels/200/messages/pins?limit=1&before=2026-01-01T00:00:00%2B00:00");

        // Then
        assertThat(old.json().at("/0/content").asText()).isEqualTo("a");
        assertThat(newer.json().path("has_more").asBoolean()).isTrue();
        assertThat(newer.json().at("/items/0/pinned_at").asText()).startsWith("2026-01-01T00:00");
        assertThat(newer.json().at("/items/0/message/content").asText()).isEqualTo("a");
        assertThat(api.relays.query())
                .isEqualTo(new Query.ListPins(Samples.CHANNEL, Samples.NOW_MS, 1));
    }
}
