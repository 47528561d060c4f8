package dev.guildhall.e2e.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhall.e2e.running.RunningGuildhall;
import dev.guildhall.e2e.running.SampleSpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A client that never reads loses its own connection, at its bound, and nobody else notices.
class SlowClientTest {

    private static final int MOST_LOOKS = 800;

    /// 2,000 characters of three bytes each.
    private static final String LONG_TEXT = "語".repeat(2_000);

    private static final int MESSAGES_A_LOOK = 25;

    private final HttpClient http = HttpClient.newHttpClient();
    private RunningGuildhall guildhall;
    private URI metrics;
    private WellBehavedBot bot;

    @BeforeEach
    void start() throws Exception {
        guildhall =
                RunningGuildhall.start(
                        "slow-client",
                        Map.of(
                                "GUILDHALL_HEARTBEAT_MS",
                                "600000"), // so that only the bound ends it
                        "-f",
                        SampleSpec.withoutRateLimits("slow-client").toString());
        metrics = URI.create(guildhall.processes("edge").getFirst().admin() + "/metrics");
        bot =
                new WellBehavedBot(
                        guildhall.api(), guildhall.gateway(), guildhall.createBot("well.behaved"));
    }

    @AfterEach
    void stop() throws Exception {
        if (guildhall != null) {
            try {
                EdgeLog.hasNoErrors(guildhall);
            } finally {
                guildhall.close();
            }
        }
    }

    @Test
    void aClientThatNeverReadsIsClosedAtItsBound() throws Exception {
        String token = guildhall.createBot("slow");
        try (RawGateway slow = new RawGateway(guildhall.gateway(), "/?v=10&encoding=json", 4_096)) {
            // Given
            slow.identify(token);
            slow.await(0, "READY");
            JsonNode guild = slow.await(0, "GUILD_CREATE").get("d");
            String channelId = WellBehavedBot.textChannel(guild);
            double before = slowCloses();

            // When
            for (int i = 0; i < MOST_LOOKS && slowCloses() == before; i++) {
                for (int each = 0; each < MESSAGES_A_LOOK; each++) {
                    HttpResponse<String> answer = bot.post(channelId, LONG_TEXT);
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                }
            }

            // Then
            assertThat(slowCloses()).isEqualTo(before + 1);
            bot.sendsAndHears();
        }
    }

    /// How often the edge has closed a client for not reading.
    private double slowCloses() throws IOException, InterruptedException {
        String page =
                http.send(
                                HttpRequest.newBuilder(metrics).build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
        Matcher matcher =
                Pattern.compile("(?m)^edge_bound_hits_total\\{.*bound=\"outbound_bytes\".*} (\\S+)")
                        .matcher(page);
        assertThat(matcher.find()).as(page).isTrue();
        return Double.parseDouble(matcher.group(1));
    }
}
