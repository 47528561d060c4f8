package dev.guildhall.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.cassandra.Java17;
import dev.guildhall.cassandra.LocalCassandra;
import dev.guildhall.cassandra.LocalCluster;
import dev.guildhall.cassandra.ServerFiles;
import dev.guildhall.e2e.running.RunningGuildhall;
import dev.guildhall.e2e.running.SampleSpec;
import dev.guildhall.e2e.running.Tool;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bots post while nodes of a cluster of three are killed, each of which has everything. Without
/// one node nobody notices; without two nothing is acknowledged until one is back.
class QuorumTest {

    private static final int NODES = 3;
    private static final int BOTS = 3;
    private static final int PER_BOT = 10;
    private static final int MORE = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private static Path folder;

    private static LocalCluster cluster;
    private static RunningGuildhall guildhall;

    private final List<PostingBot> bots = new ArrayList<>();
    private Channel channel;

    @BeforeAll
    static void start() throws Exception {
        ServerFiles files = ServerFiles.of(Tool.ROOT);
        cluster = LocalCluster.start(Java17.find(System.getenv()), files, folder, NODES);
        List<String> points =
                cluster.contactPoints().stream()
                        .map(point -> point.getHostString() + ":" + point.getPort())
                        .toList();
        Path spec = SampleSpec.onCluster("quorum", points, NODES);
        guildhall = RunningGuildhall.start("quorum", "-f", spec.toString());
    }

    @AfterAll
    static void stop() throws Exception {
        if (guildhall != null) {
            guildhall.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @BeforeEach
    void startPosting() throws Exception {
        for (int i = 0; i < BOTS; i++) {
            String name = "bot" + System.nanoTime();
            String token = guildhall.createBot(name);
            channel = Channel.firstText(guildhall.api(), token);
            bots.add(
                    new PostingBot(
                            name, guildhall.api(), guildhall.gateway(), token, channel.id()));
        }
        await().atMost(PATIENCE)
                .until(() -> bots.stream().allMatch(bot -> bot.journal().sessionCount() == 1));
        bots.forEach(bot -> bot.startPosting(PER_BOT));
        awaitAnswers();
    }

    @AfterEach
    void close() {
        bots.forEach(PostingBot::close);
        cluster.nodes().stream().filter(node -> !node.alive()).forEach(LocalCassandra::start);
    }

    @Test
    void oneNodeIsKilledAndComesBackAndNobodyNotices() throws Exception {
        for (LocalCassandra node : cluster.nodes()) {
            // When
            node.kill();
            postOn();
            node.start();
            postOn();
        }

        // Then
        assertThat(bots).extracting(PostingBot::repeated).containsOnly(0L);
        checkHistory();
    }

    @Test
    void twoNodesAreKilledAndCommandsAreRefusedUntilOneIsBack() throws Exception {
        // When
        cluster.node(0).kill();
        cluster.node(2).kill();
        await("a refusal")
                .atMost(PATIENCE)
                .until(() -> bots.stream().allMatch(bot -> bot.repeated() > 0));

        // Then
        String text = "{\"content\":\"x\"}";
        assertRefusedForNow(send("POST", HttpRequest.BodyPublishers.ofString(text)));
        assertRefusedForNow(send("GET", HttpRequest.BodyPublishers.noBody()));
        assertThat(bots).allMatch(bot -> bot.journal().sessionCount() == 1);

        // When
        cluster.node(2).start();
        postOn();

        // Then
        checkHistory();
    }

    private static void assertRefusedForNow(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValueAsLong("Retry-After")).hasValue(1);
        assertThat(answer.body()).contains("\"code\"").contains("try again");
    }

    private HttpResponse<String> send(String method, HttpRequest.BodyPublisher body)
            throws Exception {
        URI messages = URI.create(channel.api() + "/v10/channels/" + channel.id() + "/messages");
        HttpRequest request =
                HttpRequest.newBuilder(messages)
                        .header("Authorization", "Bot " + channel.token())
                        .header("Content-Type", "application/json")
                        .method(method, body)
                        .build();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    /// Returns when each bot was answered from now on, and then for some seconds' worth.
    private void postOn() {
        awaitAnswers();
        for (PostingBot bot : bots) {
            int before = bot.journal().acknowledged().size();
            await("more answers")
                    .atMost(PATIENCE)
                    .until(() -> bot.journal().acknowledged().size() >= before + MORE);
        }
    }

    private void awaitAnswers() {
        long now = System.nanoTime();
        await("answers")
                .atMost(PATIENCE)
                .until(() -> bots.stream().allMatch(bot -> bot.answeredSendNanos() > now));
        System.out.printf(
                "every bot has an answer after %d ms%n", (System.nanoTime() - now) / 1_000_000);
    }

    private void checkHistory() throws Exception {
        for (PostingBot bot : bots) {
            bot.finishPosting();
        }
        List<HistoryChecker.Stored> history = channel.history();
        long last = history.getLast().messageId();
        await().atMost(PATIENCE)
                .until(() -> bots.stream().allMatch(bot -> bot.journal().hasReceived(last)));
        assertThat(bots).allMatch(bot -> bot.journal().sessionCount() == 1);
        assertThat(HistoryChecker.check(history, bots.stream().map(PostingBot::journal).toList()))
                .isEmpty();
    }
}
