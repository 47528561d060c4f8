package dev.guildhall.e2e.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhall.e2e.running.RunningGuildhall;
import dev.guildhall.e2e.running.SampleSpec;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A client that does not read loses its own connection, at its bound; nobody else notices, and it
/// can resume with all that it has not read.
class SlowClientTest {

    /// 2,000 characters, most of them of three bytes.
    private static final String LONG_TEXT = "語".repeat(1_990);

    /// Far more than the edge and two kernels keep for a client of theirs.
    private static final int MOST_MESSAGES = 1_000;

    private static final int RECEIVE_BUFFER_BYTES = 4_096;

    private static RunningGuildhall guildhall;
    private static EdgeMetrics metrics;
    private static WellBehavedBot bot;
    private static String token;

    private final List<String> sent = new ArrayList<>();
    private String sessionId;

    @BeforeAll
    static void start() throws Exception {
        guildhall =
                RunningGuildhall.start(
                        "slow-client",
                        Map.of(
                                "GUILDHALL_HEARTBEAT_MS",
                                "600000"), // so that only the bound ends it
                        "-f",
                        SampleSpec.withoutRateLimits("slow-client").toString());
        metrics = EdgeMetrics.of(guildhall);
        token = guildhall.createBot("slow");
        bot =
                new WellBehavedBot(
                        guildhall.api(), guildhall.gateway(), guildhall.createBot("well.behaved"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (guildhall != null) {
            try {
                EdgeLog.hasNoErrors(guildhall);
            } finally {
                guildhall.close();
            }
        }
    }

    @Test
    void aClientThatNeverReadsIsCutOffAtItsBoundAndResumesWithoutLoss() throws Exception {
        try (RawGateway slow = slow()) {
            // Given
            postUntilCutOff();

            // When
            List<String> resumed = resumed(slow.lastSeq());

            // Then
            assertThat(resumed).isEqualTo(sent);
            bot.sendsAndHears();
        }
    }

    @Test
    void whatAClientReadsLateComesOnce() throws Exception {
        try (RawGateway slow = slow()) {
            // Given
            postUntilCutOff();

            // When
            List<String> read = leftovers(slow);
            int late = read.size();
            read.addAll(resumed(slow.lastSeq()));

            // Then
            assertThat(late).isPositive().isLessThan(sent.size());
            assertThat(read).isEqualTo(sent);
        }
    }

    /// A session that is up to date and reads no more; its socket holds little.
    private RawGateway slow() throws IOException {
        RawGateway slow =
                new RawGateway(guildhall.gateway(), "/?v=10&encoding=json", RECEIVE_BUFFER_BYTES);
        slow.identify(token);
        sessionId = slow.await(0, "READY").get("d").get("session_id").asText();
        slow.await(0, "GUILD_CREATE");
        return slow;
    }

    /// Posts until the edge has had enough of the client that does not read. Somebody who does
    /// hears each message at once.
    private void postUntilCutOff() throws IOException, InterruptedException {
        double before = metrics.boundHits("outbound_bytes");
        try (RawGateway bystander = bot.connect()) {
            String channelId =
                    WellBehavedBot.textChannel(bystander.await(0, "GUILD_CREATE").get("d"));
            while (metrics.boundHits("outbound_bytes") == before) {
                assertThat(sent).hasSizeLessThan(MOST_MESSAGES);
                String content = sent.size() + LONG_TEXT;
                sent.add(content);
                HttpResponse<String> answer = bot.post(channelId, content);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(content(bystander.await(0, "MESSAGE_CREATE"))).isEqualTo(content);
            }
        }
        assertThat(metrics.boundHits("outbound_bytes")).isEqualTo(before + 1);
        System.out.println("cut off after " + sent.size() + " messages");
    }

    /// What the kernels still had for the client when it was cut off.
    private static List<String> leftovers(RawGateway slow) throws IOException {
        List<String> read = new ArrayList<>();
        try {
            while (true) {
                read.add(content(slow.await(0, "MESSAGE_CREATE")));
            }
        } catch (EOFException | SocketException e) {
            return read;
        }
    }

    /// What a resume from `seq` replays; the client reads it as an ordinary one.
    private List<String> resumed(long seq) throws IOException {
        List<String> replayed = new ArrayList<>();
        try (RawGateway back = RawGateway.connect(guildhall.gateway())) {
            back.resume(token, sessionId, seq);
            for (JsonNode next = back.next(); ; next = back.next()) {
                assertThat(next.path("op").asInt()).as(next.toString()).isZero();
                if (next.path("t").asText().equals("RESUMED")) {
                    return replayed;
                }
                replayed.add(content(next));
            }
        }
    }

    private static String content(JsonNode dispatch) {
        return dispatch.path("d").path("content").asText();
    }
}
