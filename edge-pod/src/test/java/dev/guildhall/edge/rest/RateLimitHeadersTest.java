package dev.guildhall.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.config.ConfigReader;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.edge.rest.ApiServer.Answered;
import dev.guildhall.edge.rest.limit.RateLimits;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Rate limits as a client sees them.
class RateLimitHeadersTest {

    private static final String TYPING = "/channels/200/typing";

    private ApiServer api;

    @BeforeEach
    void start() throws Exception {
        api =
                ApiServer.start(
                        limits("global=8/2,send=2/5,read=100/5,failures=5/60,sign_in=1/60"), true);
        api.accounts.channels.put(new ChannelId(201), Samples.GUILD);
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void everyAnswerSaysWhatIsLeft() {
        Answered answered = api.post(TYPING, "{}");

        assertThat(answered.status()).isEqualTo(204);
        assertThat(answered.header("X-RateLimit-Limit")).isEqualTo("2");
        assertThat(answered.header("X-RateLimit-Remaining")).isEqualTo("1");
        assertThat(answered.header("X-RateLimit-Reset-After")).isEqualTo("5.000");
        assertThat(answered.header("X-RateLimit-Reset")).isEqualTo("1767225605.000");
        assertThat(answered.header("X-RateLimit-Bucket")).hasSize(16);
    }

    @Test
    void aBucketThatIsEmptyAnswers429UntilItIsFull() {
        // Given
        api.post(TYPING, "{}");
        api.post(TYPING, "{}");
        api.ticker.advanceMs(1500);

        // When
        Answered refused = api.post(TYPING, "{}");
        api.ticker.advanceMs(3500);
        Answered again = api.post(TYPING, "{}");

        // Then
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("4");
        assertThat(refused.header("X-RateLimit-Scope")).isEqualTo("user");
        assertThat(refused.header("X-RateLimit-Global")).isEmpty();
        assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(refused.header("Via")).isEqualTo("1.1 guildhall");
        assertThat(refused.json().path("retry_after").asDouble()).isEqualTo(3.5);
        assertThat(refused.json().path("global").asBoolean(true)).isFalse();
        assertThat(again.status()).isEqualTo(204);
    }

    @Test
    void channelsAndUsersHaveBucketsOfTheirOwn() {
        api.post(TYPING, "{}");
        api.post(TYPING, "{}");

        assertThat(api.post(TYPING, "{}").status()).isEqualTo(429);
        assertThat(api.post("/channels/201/typing", "{}").status()).isEqualTo(204);
        assertThat(
                        api.send(
                                        api.request("/api/v10" + TYPING)
                                                .header("Authorization", Samples.BOT_TOKEN)
                                                .POST(BodyPublishers.noBody()))
                                .status())
                .isEqualTo(204);
    }

    @Test
    void theGlobalLimitIsOverAll() {
        for (int i = 0; i < 8; i++) {
            assertThat(api.get("/users/@me").status()).isEqualTo(200);
        }

        Answered refused = api.get("/voice/regions");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("X-RateLimit-Global")).isEqualTo("true");
        assertThat(refused.header("X-RateLimit-Scope")).isEqualTo("global");
        assertThat(refused.header("Retry-After")).isEqualTo("2");
        assertThat(refused.json().path("global").asBoolean()).isTrue();
        api.ticker.advanceMs(2000);
        assertThat(api.get("/voice/regions").status()).isEqualTo(200);
    }

    @Test
    void forgedTokensAreSoonNoLongerLookedAtButGoodOnesAre() {
        // Given
        api.get("/users/@me");
        for (int i = 0; i < 5; i++) {
            assertThat(forged(i).status()).isEqualTo(401);
        }
        int asked = api.accounts.authentications.get();

        // When
        Answered banned = forged(6);
        Answered good = api.get("/users/@me");

        // Then
        assertThat(banned.status()).isEqualTo(429);
        assertThat(banned.header("Retry-After")).isEqualTo("60");
        assertThat(banned.header("X-RateLimit-Global")).isEqualTo("true");
        assertThat(good.status()).isEqualTo(200);
        assertThat(api.accounts.authentications).hasValue(asked + 1);
    }

    @Test
    void tenThousandForgedTokensCostNobodyElseAnything() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(forged(i).status()).isIn(401, 429);
        }

        assertThat(api.accounts.authentications).hasValue(5);
        assertThat(api.metrics.get("edge_rest_in_flight").gauge().value()).isZero();
    }

    @Test
    void signInIsLimitedByAddress() {
        assertThat(api.post("/auth/dev", "{\"username\":\"eve\"}").status()).isEqualTo(200);
        assertThat(api.post("/auth/dev", "{\"username\":\"eva\"}").status()).isEqualTo(429);
    }

    @Test
    void slowModeIsA429OfTheGuild() {
        // Given
        api.relays.reject(Rejection.retryable(Reason.SLOWMODE, 4200));

        // When
        Answered answered = api.post("/channels/200/messages", "{\"content\":\"hi\"}");

        // Then
        assertThat(answered.status()).isEqualTo(429);
        assertThat(answered.json().path("code").asInt()).isEqualTo(20016);
        assertThat(answered.json().path("retry_after").asDouble()).isEqualTo(4.2);
        assertThat(answered.header("Retry-After")).isEqualTo("5");
    }

    @Test
    void offMeansOff() throws Exception {
        try (ApiServer free = ApiServer.start(RateLimits.off(), true)) {
            for (int i = 0; i < 100; i++) {
                Answered answered = free.get("/users/@me");
                assertThat(answered.status()).isEqualTo(200);
                assertThat(answered.header("X-RateLimit-Limit")).isEmpty();
            }
        }
    }

    private Answered forged(int i) {
        return api.send(
                api.request("/api/v10/users/@me").header("Authorization", "Bot MTA.x.forged" + i));
    }

    private static RateLimits limits(String text) {
        return RateLimits.read(new ConfigReader(Map.of("L", text)), "L");
    }
}
