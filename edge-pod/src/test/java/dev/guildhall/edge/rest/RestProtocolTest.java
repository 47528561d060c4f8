package dev.guildhall.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Result;
import dev.guildhall.edge.rest.ApiServer.Answered;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What all routes have in common: versions, authorisation, headers, errors.
class RestProtocolTest {

    private ApiServer api;

    @BeforeEach
    void start() throws Exception {
        api = ApiServer.start();
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/v9", "/api/v10"})
    void everyPrefixIsServed(String prefix) {
        // When
        Answered answered =
                api.send(
                        api.request(prefix + "/users/@me")
                                .header("Authorization", "Bot " + Samples.BOT_TOKEN));

        // Then
        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.json().path("username").asText()).isEqualTo("helper");
    }

    @Test
    void otherVersionsAreRefused() {
        Answered answered = api.send(api.request("/api/v8/users/@me"));

        assertThat(answered.status()).isEqualTo(400);
        assertThat(answered.json().path("code").asInt()).isEqualTo(50041);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bot MjA.x.bot", "Bearer MTA.x.ada", "MTA.x.ada", "bot   MjA.x.bot "})
    void tokensComeInThreeWays(String authorization) {
        Answered answered =
                api.send(api.request("/api/v10/users/@me").header("Authorization", authorization));

        assertThat(answered.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bot", "Bot a.b", "Basic MTA.x.ada", "Bot MTA.x.forged", "Bot a.b.c.d"})
    void wrongTokensAreUnauthorized(String authorization) {
        Answered answered =
                api.send(api.request("/api/v10/users/@me").header("Authorization", authorization));

        assertThat(answered.status()).isEqualTo(401);
        assertThat(answered.response().body())
                .isEqualTo("{\"message\":\"401: Unauthorized\",\"code\":0}");
    }

    @Test
    void whatCannotBeATokenAsksNobody() {
        for (int i = 0; i < 100; i++) {
            api.send(api.request("/api/v10/users/@me").header("Authorization", "Bot nonsense" + i));
        }

        assertThat(api.accounts.authentications).hasValue(0);
        assertThat(api.metrics.counter("edge_rest_unauthorized").count()).isEqualTo(100);
    }

    @Test
    void contentTypeHasNoCharsetAndViaIsThere() {
        Answered answered = api.get("/users/@me");

        assertThat(answered.header("Content-Type")).isEqualTo("application/json");
        assertThat(answered.header("Via")).isEqualTo("1.1 guildhall");
        assertThat(answered.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answered.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void whatIsNotImplementedIsNotFoundAndCounted() {
        // When
        Answered webhook = api.get("/webhooks/1/token");
        Answered junk = api.get("/%7Bjunk%7D/x");
        Answered root = api.get("");

        // Then
        assertThat(List.of(webhook.status(), junk.status(), root.status())).containsOnly(404);
        assertThat(webhook.response().body())
                .isEqualTo("{\"message\":\"404: Not Found\",\"code\":0}");
        assertThat(api.metrics.counter("edge_rest_not_implemented", "area", "webhooks").count())
                .isEqualTo(1);
        assertThat(api.metrics.counter("edge_rest_not_implemented", "area", "other").count())
                .isEqualTo(2);
    }

    @Test
    void anotherMethodIsNotAllowed() {
        Answered answered = api.delete("/gateway");

        assertThat(answered.status()).isEqualTo(405);
        assertThat(answered.header("Allow")).isEqualTo("GET");
        assertThat(answered.json().path("code").asInt(-1)).isZero();
    }

    @Test
    void optionsSaysWhatThereIsAndNothingOfOtherOrigins() {
        Answered answered = api.send("OPTIONS", "/channels/200/messages", null);

        assertThat(answered.status()).isEqualTo(204);
        assertThat(answered.header("Allow")).isEqualTo("GET, POST");
        assertThat(answered.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void headIsGetWithoutBody() {
        Answered answered = api.send("HEAD", "/users/@me", null);

        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.response().body()).isEmpty();
        assertThat(answered.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void aPathWithoutSnowflakeIsAFieldError() {
        Answered answered = api.get("/channels/general");

        assertThat(answered.status()).isEqualTo(400);
        assertThat(answered.json().path("code").asInt()).isEqualTo(50035);
        assertThat(answered.json().at("/errors/channel_id/_errors/0/message").asText())
                .isEqualTo("Value \"general\" is not snowflake.");
    }

    @Test
    void withoutAccountsTheAnswerIsToComeBack() {
        // Given
        api.accounts.unavailable = true;

        // When
        Answered answered = api.get("/users/@me");

        // Then
        assertThat(answered.status()).isEqualTo(503);
        assertThat(answered.header("Retry-After")).isEqualTo("1");
        assertThat(answered.json().path("code").asInt(-1)).isZero();
    }

    @Test
    void aBugIsAnInternalErrorAndTheServerGoesOn() {
        // Given
        api.relays.give(new Result.Users(List.of()));

        // When
        Answered broken = api.get("/guilds/100");
        Answered next = api.get("/users/@me");

        // Then
        assertThat(broken.status()).isEqualTo(500);
        assertThat(next.status()).isEqualTo(200);
    }

    @Test
    void otherPathsAreLeftAlone() {
        assertThat(api.send(api.request("/apifoo")).status()).isEqualTo(404);
        assertThat(api.metrics.counter("edge_rest_not_implemented", "area", "other").count())
                .isZero();
    }

    @Test
    void bodiesOfReadsAreIgnored() {
        Answered answered =
                api.send(
                        api.request("/api/v10/users/@me")
                                .header("Authorization", Samples.ADA_TOKEN)
                                .method("GET", BodyPublishers.ofString("junk")));

        assertThat(answered.status()).isEqualTo(200);
    }
}
