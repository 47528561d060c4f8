package dev.guildhall.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.e2e.running.RunningGuildhall;
import dev.guildhall.e2e.running.SampleSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Five bots post 200 messages a second while processes are killed; afterwards nothing acknowledged
/// is lost or doubled, and every session saw the guild's order.
class KillTest {

    private static final int BOTS = 5;
    private static final int PER_BOT = 40;
    private static final int GUILD_KILLS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<PostingBot> bots = new ArrayList<>();
    private final List<Outage> outages = new ArrayList<>();
    private RunningGuildhall guildhall;
    private Channel channel;

    @BeforeEach
    void start() throws Exception {
        String spec = SampleSpec.withoutRateLimits(name(), sample()).toString();
        guildhall = RunningGuildhall.start(name(), "-f", spec);
        for (int i = 0; i < BOTS; i++) {
            String token = guildhall.createBot("bot" + i);
            if (channel == null) {
                channel = Channel.firstText(guildhall.api(), token);
            }
            bots.add(
                    new PostingBot(
                            "bot" + i, guildhall.api(), guildhall.gateway(), token, channel.id()));
        }
        await().atMost(PATIENCE)
                .until(() -> bots.stream().allMatch(bot -> bot.journal().sessionCount() == 1));
    }

    /// What the system is started from, and the name of its folder of logs.
    String sample() {
        return "local.yaml";
    }

    String name() {
        return "kill";
    }

    /// After a kill, every bot has an answer within this.
    Duration back() {
        return Duration.ofSeconds(3);
    }

    /// The same when nobody stood by, so that a program had to start first.
    Duration started() {
        return back();
    }

    private Duration limit(Outage outage) {
        boolean needed = !outage.role().equals("operator"); // what serves goes on without
        return needed && !outage.stoodBy() ? started() : back();
    }

    /// How long something was away, and whether another process of its role stood by.
    record Outage(String role, boolean stoodBy, Duration duration) {}

    @AfterEach
    void stop() throws Exception {
        bots.forEach(PostingBot::close);
        if (guildhall != null) {
            guildhall.close();
        }
    }

    @Test
    void nothingIsLostWhenProcessesAreKilled() throws Exception {
        // Given
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        startPosting();

        // When
        for (int i = 0; i < GUILD_KILLS; i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500 + random.nextInt(2_000)));
            killAndAwaitService("guild");
        }
        assertThat(sessionsAreKept()).as("a killed guild pod costs nobody the session").isTrue();
        killAndAwaitService("edge");
        killAndAwaitService("operator");
        await("the operator's supervisor starts it again")
                .atMost(PATIENCE)
                .until(() -> guildhall.processes("operator").size() == 1);
        killAndAwaitService("guild");

        // Then
        checkHistory();
        assertThat(outages).allMatch(each -> each.duration().compareTo(limit(each)) < 0);
    }

    /// Lets the bots end, then compares what they were answered and have received with the history.
    void checkHistory() throws Exception {
        for (PostingBot bot : bots) {
            bot.finishPosting();
        }
        List<HistoryChecker.Stored> history = channel.history();
        System.out.printf("%d messages in all%n", history.size());
        long last = history.getLast().messageId();
        await().atMost(PATIENCE)
                .until(() -> bots.stream().allMatch(bot -> bot.journal().hasReceived(last)));
        assertThat(HistoryChecker.check(history, bots.stream().map(PostingBot::journal).toList()))
                .isEmpty();
    }

    /// Lets every bot post, and returns when each has had an answer.
    void startPosting() {
        bots.forEach(bot -> bot.startPosting(PER_BOT));
        awaitAnswers();
    }

    RunningGuildhall guildhall() {
        return guildhall;
    }

    /// Kills the first process of the role and measures until every bot has an answer to a message
    /// that it sent from then on.
    void killAndAwaitService(String role) {
        boolean stoodBy = guildhall.standsBy(role);
        long pid = guildhall.processes(role).getFirst().pid();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        String after = role + " killed, " + (stoodBy ? "another stood by" : "nobody stood by");
        outages.add(new Outage(role, stoodBy, awaitService(after)));
    }

    /// Returns how long it takes until every bot has an answer to a message that it sent from now
    /// on. `after` says what happened now.
    Duration awaitService(String after) {
        long happenedAt = System.nanoTime();
        await("an answer after: " + after)
                .pollInterval(Duration.ofMillis(10))
                .atMost(PATIENCE)
                .until(() -> bots.stream().allMatch(bot -> bot.answeredSendNanos() > happenedAt));
        Duration outage = Duration.ofNanos(System.nanoTime() - happenedAt);
        System.out.printf(
                "%s, every bot has an answer again after %d ms%n", after, outage.toMillis());
        return outage;
    }

    /// Whether nobody had to identify again since the start.
    boolean sessionsAreKept() {
        return bots.stream().allMatch(bot -> bot.journal().sessionCount() == 1);
    }

    private void awaitAnswers() {
        await().atMost(PATIENCE)
                .until(() -> bots.stream().allMatch(bot -> bot.answeredSendNanos() != 0));
    }
}
