package dev.guildhall.e2e.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhall.e2e.bot.Library;
import dev.guildhall.e2e.clients.Party.Guest;
import dev.guildhall.e2e.conformance.Conformance;
import dev.guildhall.e2e.conformance.Conformance.Verdict;
import dev.guildhall.e2e.conformance.Recording;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// discord.js, discord.py and JDA, unmodified, in one guild at the same time. The last test checks
/// everything that the server said to them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClientLibrariesTest {

    private static final String NAME = "client-libraries";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String EMOJI = "👍";

    private Party party;
    private String channel;

    @BeforeAll
    void start() throws IOException {
        party = Party.start(NAME);
        channel = party.channel(0);
    }

    @AfterAll
    void end() throws IOException {
        if (party != null) {
            party.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Order(1)
    void readyHasTheGuildWithItsChannels(Library library) {
        // When
        JsonNode guild = party.guest(library).login().path("guilds").path(0);
        // Then
        assertThat(guild.path("id").asText()).isEqualTo(party.guild());
        assertThat(guild.path("members").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(guild.path("channels"))
                .extracting(each -> each.path("type").asInt())
                .contains(0, 2);
    }

    @ParameterizedTest
    @EnumSource
    @Order(2)
    void everybodyReceivesWhatOneSends(Library library) {
        // When
        String id = send(library, "hello from " + library + " ✓");
        // Then
        for (Guest each : party.all()) {
            each.bot()
                    .awaitSeen(
                            "message",
                            seen ->
                                    is(seen, "id", id)
                                            && is(seen, "content", "hello from " + library + " ✓")
                                            && is(seen, "author", party.guest(library).user()),
                            id);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Order(2)
    void everybodySeesAnEditAndADeletion(Library library) {
        // Given
        String id = send(library, "before");
        // When
        party.guest(library)
                .bot()
                .ask("edit", "channel", channel, "message", id, "content", "after");
        // Then
        for (Guest each : party.all()) {
            each.bot()
                    .awaitSeen(
                            "edited",
                            seen -> is(seen, "id", id) && is(seen, "content", "after"),
                            id);
        }
        // When
        party.guest(library).bot().ask("delete", "channel", channel, "message", id);
        // Then
        for (Guest each : party.all()) {
            each.bot().awaitSeen("deleted", seen -> is(seen, "id", id), id);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Order(2)
    void aReplyNamesWhatItAnswers(Library library) {
        // Given
        String id = send(Library.DISCORD_JS, "a question for " + library);
        // When
        String reply =
                party.guest(library)
                        .bot()
                        .ask("reply", "channel", channel, "message", id, "content", "an answer")
                        .path("id")
                        .asText();
        // Then
        for (Guest each : party.all()) {
            each.bot()
                    .awaitSeen(
                            "message",
                            seen -> is(seen, "id", reply) && is(seen, "reference", id),
                            reply);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Order(2)
    void everybodySeesReactions(Library library) {
        // Given
        String id = send(library, "like me");
        // When
        party.guest(library).bot().ask("react", "channel", channel, "message", id, "emoji", EMOJI);
        // Then
        awaitReaction("reacted", library, id);
        // When
        party.guest(library)
                .bot()
                .ask("unreact", "channel", channel, "message", id, "emoji", EMOJI);
        // Then
        awaitReaction("unreacted", library, id);
    }

    @ParameterizedTest
    @EnumSource
    @Order(2)
    void theOthersSeeTyping(Library library) {
        // Given
        String user = party.guest(library).user();
        // When
        party.guest(library).bot().ask("typing", "channel", channel);
        // Then
        for (Guest each : party.others(library)) {
            each.bot()
                    .awaitSeen(
                            "typing",
                            seen -> is(seen, "user", user) && is(seen, "channel", channel),
                            library.name());
        }
    }

    @ParameterizedTest
    @EnumSource
    @Order(2)
    void theOthersSeePresence(Library library) {
        // Given
        String user = party.guest(library).user();
        // When
        party.guest(library).bot().ask("presence", "status", "idle", "activity", "chess");
        // Then
        for (Guest each : party.others(library)) {
            each.bot()
                    .awaitSeen(
                            "presence",
                            seen ->
                                    is(seen, "user", user)
                                            && is(seen, "status", "idle")
                                            && is(seen, "activity", "chess"),
                            library.name());
        }
    }

    @ParameterizedTest
    @EnumSource
    @Order(2)
    void everybodySeesWhoJoinsAndLeavesVoice(Library library) {
        // Given
        String user = party.guest(library).user();
        String voice = party.channel(2);
        for (String there : new String[] {voice, null}) {
            // When
            party.guest(library).bot().ask("voice", "guild", party.guild(), "channel", there);
            // Then
            for (Guest each : party.all()) {
                each.bot()
                        .awaitSeen(
                                "voice",
                                seen ->
                                        is(seen, "user", user)
                                                && seen.path("channel").asText(null)
                                                        == null
                                                        == (there == null),
                                library + " in " + there);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @Order(2)
    void historyHasTheNewestMessagesFirst(Library library) {
        // Given
        var sent = new ArrayList<String>();
        for (Library each : Library.values()) {
            sent.addFirst(send(each, "for the history of " + library));
        }
        // When
        JsonNode history =
                party.guest(library).bot().ask("history", "channel", channel, "limit", 3);
        // Then
        assertThat(ids(history.path("messages"))).isEqualTo(sent);
    }

    @ParameterizedTest
    @EnumSource
    @Order(2)
    void membersAreEverybody(Library library) {
        // When
        JsonNode members = party.guest(library).bot().ask("members", "guild", party.guild());
        // Then
        assertThat(ids(members.path("members")))
                .containsAll(party.all().stream().map(Guest::user).toList());
    }

    @ParameterizedTest
    @EnumSource
    @Order(2)
    void pinsHaveWhatWasPinned(Library library) {
        // Given
        String id = send(library, "remember this");
        // When
        party.guest(library).bot().ask("pin", "channel", channel, "message", id);
        // Then
        JsonNode pins = party.guest(library).bot().ask("pins", "channel", channel);
        assertThat(ids(pins.path("messages"))).first().isEqualTo(id);
    }

    @ParameterizedTest
    @EnumSource
    @Order(2)
    void anErrorIsTheOneThatTheLibraryKnows(Library library) {
        assertThatThrownBy(() ->
                        party.guest(library)
                                .bot()
                                .ask(
                                        "edit",
                                        "channel",
                                        channel,
                                        "message",
                                        "1000000000000000000",
                                        "content",
                                        "nothing"))
                .hasMessageContaining("Unknown Message");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JDA") // refuses before it asks the server
    @Order(2)
    void aRefusedFormNamesTheField(Library library) {
        assertThatThrownBy(() -> send(library, "x".repeat(2001)))
                .hasMessageContaining("Invalid Form Body")
                .hasMessageContaining("content")
                .hasMessageContaining("2000 or fewer in length");
    }

    @ParameterizedTest
    @EnumSource
    @Order(3)
    void aCutConnectionResumesWithoutLoss(Library library) throws IOException {
        // When
        var cut = CutConnection.of(party, library, channel);
        // Then
        cut.assertResumedWithEveryMessageOnce();
    }

    @Test
    @Order(4)
    void everyLibraryWaitsOutALimitThatItRunsInto() throws IOException, InterruptedException {
        // Given bots that are at their limits without their libraries knowing
        for (Guest each : party.all()) {
            party.raw(each).sendUntilLimited(channel);
        }
        // When
        var sent = new ArrayList<CompletableFuture<JsonNode>>();
        for (Guest each : party.all()) {
            sent.add(each.bot().askLater("send", "channel", channel, "content", "at last"));
        }
        // Then
        assertThat(sent).allSatisfy(each -> assertThat(each).succeedsWithin(PATIENCE));
    }

    @Test
    @Order(5)
    void everyRouteAnswersAsItsListSays() throws IOException, InterruptedException {
        assertThat(party.everyRoute().walk()).isEmpty();
    }

    @Test
    @Order(6)
    void everythingThatTheServerSaidConforms() throws IOException {
        // Given
        party.all().forEach(each -> each.bot().close());
        Recording recording = Recording.of(party.proxy().connections());
        // When
        Verdict verdict = Conformance.check(NAME, recording.lines());
        // Then
        assertThat(verdict.faults()).isEmpty();
        assertThat(recording.broken()).isEmpty();
        assertThat(verdict.counts())
                .as("what was checked at all")
                .containsKeys(
                        "GatewayHello",
                        "GatewayReadyDispatch",
                        "GatewayGuildCreateDispatch",
                        "GatewayResumedDispatch",
                        "GatewayHeartbeatAck",
                        "GatewayMessageCreateDispatch",
                        "GatewayMessageUpdateDispatch",
                        "GatewayMessageDeleteDispatch",
                        "GatewayMessageReactionAddDispatch",
                        "GatewayMessageReactionRemoveDispatch",
                        "GatewayTypingStartDispatch",
                        "GatewayPresenceUpdateDispatch",
                        "GatewayVoiceStateUpdateDispatch",
                        "GatewayGuildMembersChunkDispatch",
                        "RESTGetAPIGatewayBotResult",
                        "RESTGetAPICurrentUserResult",
                        "RESTGetAPIOAuth2CurrentApplicationResult",
                        "RESTPostAPIChannelMessageResult",
                        "RESTPatchAPIChannelMessageResult",
                        "RESTGetAPIChannelMessagesResult",
                        "RESTGetAPIGuildMembersResult",
                        "RESTGetAPIChannelMessagesPinsResult",
                        "RESTError",
                        "RESTRateLimit");
        assertThat(party.all()).flatExtracting(each -> each.bot().seen("error")).isEmpty();
    }

    private String send(Library library, String content) {
        return party.guest(library)
                .bot()
                .ask("send", "channel", channel, "content", content)
                .path("id")
                .asText();
    }

    private void awaitReaction(String what, Library library, String message) {
        String user = party.guest(library).user();
        for (Guest each : party.all()) {
            each.bot()
                    .awaitSeen(
                            what,
                            seen ->
                                    is(seen, "message", message)
                                            && is(seen, "user", user)
                                            && is(seen, "emoji", EMOJI),
                            "by " + library);
        }
    }

    private static boolean is(JsonNode seen, String key, String value) {
        return seen.path(key).asText().equals(value);
    }

    private static List<String> ids(JsonNode things) {
        return StreamSupport.stream(things.spliterator(), false)
                .map(each -> each.path("id").asText())
                .toList();
    }
}
