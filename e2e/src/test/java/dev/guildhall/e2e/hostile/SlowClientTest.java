package dev.guildhall.e2e.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhall.e2e.running.RunningGuildhall;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A client that never reads loses its own connection, at its bound, and nobody else notices.
class SlowClientTest {

    private static final int MOST_MESSAGES = 20_000;

    /// 2,000 characters of three bytes each.
    private static final String LONG_TEXT = "語".repeat(2_000);

    private RunningGuildhall guildhall;
    private WellBehavedBot bot;

    @BeforeEach
    void start() throws Exception {
        guildhall = RunningGuildhall.start("slow-client");
        bot =
                new WellBehavedBot(
                        guildhall.api(), guildhall.gateway(), guildhall.createBot("well-behaved"));
    }

    @AfterEach
    void stop() throws Exception {
        if (guildhall != null) {
            guildhall.close();
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
            for (int i = 0; i < MOST_MESSAGES && slowCloses() == before; i++) {
                HttpResponse<String> answer = bot.post(channelId, LONG_TEXT);
                if (answer.statusCode() == 429) {
                    Thread.sleep(
                            Long.parseLong(answer.headers().firstValue("Retry-After").orElse("1"))
                                    * 1_000L);
                } else {
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
        String admin = guildhall.processes("edge").getFirst().admin();
        try (HttpClient http = HttpClient.newHttpClient()) {
            String metrics =
                    http.send(
                                    HttpRequest.newBuilder(URI.create(admin + "/metrics")).build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body();
            Matcher matcher =
                    Pattern.compile(
                                    "(?m)^edge_bound_hits_total\\{.*bound=\"outbound_bytes\".*} (\\S+)")
                            .matcher(metrics);
            return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
        }
    }
}
