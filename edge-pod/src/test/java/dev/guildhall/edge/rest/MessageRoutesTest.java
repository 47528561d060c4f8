package dev.guildhall.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.edge.rest.ApiServer.Answered;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Messages: send, list, edit, delete.
class MessageRoutesTest {

    private static final String ALL = "/channels/200/messages";
    private static final String ONE = ALL + "/300";

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
    void aMessageIsSentAsTheCaller() {
        // Given
        api.relays.accept(new Event.MessageCreated(Samples.message("hi"), null, false));

        // When
        Answered answered =
                api.post(ALL, "{\"content\":\"  hi \",\"nonce\":\"n1\",\"enforce_nonce\":true}");

        // Then
        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.json().path("id").asText()).isEqualTo("300");
        assertThat(answered.json().path("content").asText()).isEqualTo("hi");
        assertThat(api.relays.commands.getLast().guildId()).isEqualTo(Samples.GUILD);
        assertThat(api.relays.commands.getLast().actor()).isEqualTo(Actor.user(Samples.ADA.id()));
        assertThat(api.relays.command())
                .isEqualTo(
                        new Command.CreateMessage(
                                Samples.CHANNEL,
                                "hi",
                                List.of(),
                                false,
                                0,
                                "n1",
                                true,
                                null,
                                true,
                                null));
    }

    @Test
    void everythingThatAMessageHasIsRead() {
        // Given
        api.relays.accept(new Event.MessageCreated(Samples.message("hi"), null, false));

        // When
        api.post(
                ALL,
                """
                {"tts": true, "flags": 4100, "attachments": [], "components": [], "sticker_ids": [],
                 "embeds": [{"title": "T", "description": "D", "url": "https://a.b/", "color": 255,
                   "timestamp": "2026-01-01T00:00:00.000Z", "footer": {"text": "F"},
                   "image": {"url": "https://a.b/i"}, "thumbnail": {"url": "http://a.b/t"},
                   "author": {"name": "A"}, "fields": [{"name": "n", "value": "v", "inline": true}],
                   "unknown": 1}],
                 "message_reference": {"message_id": "299", "fail_if_not_exists": false},
                 "allowed_mentions": {"parse": ["everyone"], "users": ["10"], "replied_user": true}}
                """);

        // Then
        Command.CreateMessage sent = (Command.CreateMessage) api.relays.command();
        assertThat(sent.tts()).isTrue();
        assertThat(sent.flags()).isEqualTo(4100);
        assertThat(sent.replyTo()).isEqualTo(new MessageId(299));
        assertThat(sent.failIfMissing()).isFalse();
        assertThat(sent.allowedMentions())
                .isEqualTo(
                        new Command.AllowedMentions(
                                false, false, true, List.of(new UserId(10)), List.of(), true));
        assertThat(sent.embeds().getFirst().timestampMs()).isEqualTo(Samples.NOW_MS);
        assertThat(sent.embeds().getFirst().fields().getFirst().inline()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"poll\":{\"question\":1}}|/errors/poll|UNSUPPORTED",
                "{\"components\":[{\"type\":1}]}|/errors/components|UNSUPPORTED",
                "{\"embeds\":[{\"url\":\"javascript:x\"}]}|/errors/embeds/0/url|URL_TYPE_INVALID_SCHEME",
                "{\"embeds\":[{\"timestamp\":\"soon\"}]}|/errors/embeds/0/timestamp|DATE_TIME_TYPE_PARSE",
                "{\"nonce\":\"12345678901234567890123456\"}|/errors/nonce|BASE_TYPE_MAX_LENGTH",
                "{\"message_reference\":{\"message_id\":\"1\",\"type\":1}}|/errors/message_reference/type|UNSUPPORTED",
                "{\"message_reference\":{\"message_id\":\"1\",\"channel_id\":\"9\"}}|/errors/message_reference/channel_id|REPLIES_CANNOT_REFERENCE_OTHER_CHANNEL",
                "{\"allowed_mentions\":{\"parse\":[\"users\"],\"users\":[\"1\"]}}|/errors/allowed_mentions/parse|MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
            })
    void badFieldsAreTold(String body, String pointer, String code) {
        Answered answered = api.post(ALL, body);

        assertThat(answered.status()).isEqualTo(400);
        assertThat(answered.json().at(pointer + "/_errors/0/code").asText()).isEqualTo(code);
        assertThat(api.relays.commands).isEmpty();
    }

    @Test
    void lengthsAreBounded() {
        Answered content = api.post(ALL, "{\"content\":\"" + "é".repeat(2001) + "\"}");
        Answered embeds =
                api.post(
                        ALL,
                        "{\"embeds\":[{\"description\":\"%s\"},{\"description\":\"%s\"}]}"
                                .formatted("a".repeat(4000), "a".repeat(2001)));
        Answered empty = api.post(ALL, "{\"content\":\"  \"}");

        assertThat(content.json().at("/errors/content/_errors/0/message").asText())
                .isEqualTo("Must be 2000 or fewer in length.");
        assertThat(embeds.json().at("/errors/embeds/_errors/0/code").asText())
                .isEqualTo("MAX_EMBED_SIZE_EXCEEDED");
        assertThat(empty.json().path("code").asInt()).isEqualTo(50006);
    }

    @Test
    void surrogatePairsCountAsOne() {
        // Given
        api.relays.accept(new Event.MessageCreated(Samples.message("hi"), null, false));

        // Then
        assertThat(api.post(ALL, "{\"content\":\"" + "😀".repeat(2000) + "\"}").status())
                .isEqualTo(200);
    }

    @Test
    void anUnknownChannelIsNotFound() {
        Answered answered = api.post("/channels/999/messages", "{\"content\":\"hi\"}");

        assertThat(answered.status()).isEqualTo(404);
        assertThat(answered.response().body())
                .isEqualTo("{\"message\":\"Unknown Channel\",\"code\":10003}");
    }

    @Test
    void refusalsOfTheGuildHaveItsStatusAndCode() {
        // Given
        api.relays
                .reject(Rejection.of(Reason.MISSING_PERMISSIONS))
                .reject(Rejection.retryable(Reason.GUILD_UNAVAILABLE, 2500))
                .reject(Rejection.invalid("embeds.0.title", "X", "no"));

        // When
        Answered forbidden = api.post(ALL, "{\"content\":\"hi\"}");
        Answered unavailable = api.post(ALL, "{\"content\":\"hi\"}");
        Answered invalid = api.post(ALL, "{\"content\":\"hi\"}");

        // Then
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.json().path("code").asInt()).isEqualTo(50013);
        assertThat(unavailable.status()).isEqualTo(503);
        assertThat(unavailable.header("Retry-After")).isEqualTo("3");
        assertThat(invalid.json().at("/errors/embeds/0/title/_errors/0/message").asText())
                .isEqualTo("no");
    }

    @ParameterizedTest
    @CsvSource({
        "'',LATEST,,50",
        "'?limit=1',LATEST,,1",
        "'?before=5',BEFORE,5,50",
        "'?after=6&limit=100',AFTER,6,100",
        "'?around=7&limit=3&before=1',AROUND,7,3"
    })
    void pagesLieAroundTheirAnchor(String query, Query.Anchor anchor, Long id, int limit) {
        // Given
        api.relays.give(new Result.Messages(List.of(Samples.message("a"), Samples.message("b"))));

        // When
        Answered answered = api.get(ALL + query);

        // Then
        assertThat(answered.json()).hasSize(2);
        assertThat(answered.json().at("/1/content").asText()).isEqualTo("b");
        assertThat(api.relays.query())
                .isEqualTo(
                        new Query.ListMessages(
                                Samples.CHANNEL,
                                anchor,
                                id == null ? null : new MessageId(id),
                                limit));
    }

    @ParameterizedTest
    @CsvSource({"limit=0,limit", "limit=101,limit", "limit=x,limit", "before=-1,before"})
    void badPagesAreRefused(String query, String field) {
        Answered answered = api.get(ALL + "?" + query);

        assertThat(answered.status()).isEqualTo(400);
        assertThat(answered.json().path("errors").has(field)).isTrue();
    }

    @Test
    void oneMessageIsRead() {
        api.relays
                .give(new Result.Messages(List.of(Samples.message("a"))))
                .give(new Result.Refused(Rejection.of(Reason.UNKNOWN_MESSAGE)));

        assertThat(api.get(ONE).json().path("content").asText()).isEqualTo("a");
        assertThat(api.get(ONE).json().path("code").asInt()).isEqualTo(10008);
    }

    @Test
    void contentNeedsTheIntent() {
        // Given
        api.accounts.identities.put(Samples.BOT_TOKEN, Samples.bot(0));
        api.relays
                .give(new Result.Messages(List.of(Samples.message("secret"))))
                .give(
                        new Result.Messages(
                                List.of(Samples.message(Samples.CHANNEL, Samples.BOT, "own"))));

        // Then
        assertThat(asBot(ONE).json().path("content").asText("-")).isEmpty();
        assertThat(asBot(ONE).json().path("content").asText()).isEqualTo("own");
    }

    @Test
    void directMessagesHaveNoGuildAndAllTheirContent() {
        // Given
        ChannelId direct = new ChannelId(921);
        api.accounts.identities.put(Samples.BOT_TOKEN, Samples.bot(0));
        api.accounts.channels.put(direct, new GuildId(921));
        api.relays.give(new Result.Messages(List.of(Samples.message(direct, Samples.ADA, "psst"))));

        // When
        Answered answered = asBot("/channels/921/messages/300");

        // Then
        assertThat(answered.json().path("content").asText()).isEqualTo("psst");
    }

    @Test
    void anEditSaysWhatChanges() {
        // Given
        api.relays.accept(new Event.MessageUpdated(Samples.message("new"), null));

        // When
        Answered answered = api.patch(ONE, "{\"content\":\"new\",\"embeds\":null}");

        // Then
        assertThat(answered.json().path("content").asText()).isEqualTo("new");
        assertThat(api.relays.command())
                .isEqualTo(
                        new Command.EditMessage(
                                Samples.CHANNEL, Samples.MESSAGE, "new", List.of(), null));
    }

    @Test
    void anEditThatChangesNothingReadsTheMessage() {
        // Given
        api.relays.accept().give(new Result.Messages(List.of(Samples.message("same"))));

        // Then
        assertThat(api.patch(ONE, "{}").json().path("content").asText()).isEqualTo("same");
    }

    @Test
    void messagesAreDeletedAloneAndTogether() {
        assertThat(api.delete(ONE).status()).isEqualTo(204);
        assertThat(api.relays.command())
                .isEqualTo(new Command.DeleteMessage(Samples.CHANNEL, Samples.MESSAGE));
        assertThat(api.post(ALL + "/bulk-delete", "{\"messages\":[\"1\",2]}").status())
                .isEqualTo(204);
        assertThat(api.relays.command())
                .isEqualTo(
                        new Command.BulkDeleteMessages(
                                Samples.CHANNEL, List.of(new MessageId(1), new MessageId(2))));
    }

    @Test
    void deletingOverAHundredIsAFormError() {
        String ids = "1,".repeat(100) + "1";

        assertThat(api.post(ALL + "/bulk-delete", "{\"messages\":[" + ids + "]}").status())
                .isEqualTo(400);
        assertThat(api.post(ALL + "/bulk-delete", "{\"messages\":7}").status()).isEqualTo(400);
        assertThat(api.relays.commands).isEmpty();
    }

    @Test
    void typingHasNoAnswer() {
        Answered answered =
                api.send(
                        api.request("/api/v10/channels/200/typing")
                                .header("Authorization", Samples.ADA_TOKEN)
                                .POST(BodyPublishers.noBody()));

        assertThat(answered.status()).isEqualTo(204);
        assertThat(answered.response().body()).isEmpty();
        assertThat(api.relays.command()).isEqualTo(new Command.StartTyping(Samples.CHANNEL));
    }

    private Answered asBot(String path) {
        return api.send(
                api.request("/api/v10" + path).header("Authorization", "Bot " + Samples.BOT_TOKEN));
    }
}
