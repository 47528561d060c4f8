package dev.guildhall.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.e2e.running.RunningGuildhall;
import dev.guildhall.e2e.running.SampleSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two owners: the guild pod is stopped and another takes over. Stopped outside of a write, the
/// first goes on later: its writes are refused by the epoch, it says so, and ends. Stopped within
/// one, it holds the store's lock and is killed.
class PausedOwnerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int GENTLE = 20;
    private static final int BUSY = 200;

    private RunningGuildhall guildhall;
    private PostingBot bot;
    private Channel channel;

    @BeforeEach
    void start() throws Exception {
        String spec = SampleSpec.withoutRateLimits("paused-owner").toString();
        guildhall = RunningGuildhall.start("paused-owner", "-f", spec);
        String token = guildhall.createBot("bot");
        channel = Channel.firstText(guildhall.api(), token);
        bot = new PostingBot("bot", guildhall.api(), guildhall.gateway(), token, channel.id());
        await().atMost(PATIENCE).until(() -> bot.journal().sessionCount() == 1);
    }

    @AfterEach
    void stop() throws Exception {
        if (bot != null) {
            bot.close();
        }
        if (guildhall != null) {
            guildhall.close();
        }
    }

    @Test
    void theOldOwnersWritesAreRefusedAndItEnds() throws Exception {
        // Given
        bot.startPosting(GENTLE);
        await().atMost(PATIENCE).until(() -> bot.answeredSendNanos() != 0);
        bot.finishPosting();
        var old = guildhall.processes("guild").getFirst();

        // When
        new StoppedProcess(old.pid()).stopOutsideOfWrites(store());
        bot.startPosting(GENTLE);
        awaitAnotherOwner();
        new StoppedProcess(old.pid()).goOn();

        // Then
        awaitEnd(old);
        assertThat(guildhall.log(old.name()))
                .contains("epoch")
                .containsIgnoringCase("another owner");
        assertThat(guildhall.log("operator")).contains(old.name(), "exit code 3");
        assertNothingIsLost(old);
    }

    @Test
    void anOwnerStoppedWithTheStoresLockIsKilled() throws Exception {
        // Given
        bot.startPosting(BUSY);
        await().atMost(PATIENCE).until(() -> bot.answeredSendNanos() != 0);
        var old = guildhall.processes("guild").getFirst();

        // When
        new StoppedProcess(old.pid()).stopWithinWrite(store());
        awaitAnotherOwner();

        // Then
        awaitEnd(old);
        assertThat(guildhall.log("operator")).contains("holds a lock that others need");
        assertNothingIsLost(old);
    }

    /// The second is stopped while it holds the lock and the first is not back yet.
    @Test
    void ownersStoppedOneAfterTheOtherAreReplaced() throws Exception {
        // Given
        bot.startPosting(BUSY);
        await().atMost(PATIENCE).until(() -> bot.answeredSendNanos() != 0);
        var first = guildhall.processes("guild").getFirst();

        // When
        new StoppedProcess(first.pid()).stopOutsideOfWrites(store());
        awaitAnotherOwner();
        var second =
                guildhall.processes("guild").stream()
                        .filter(each -> each.pid() != first.pid())
                        .findFirst()
                        .orElseThrow();
        new StoppedProcess(second.pid()).stopWithinWrite(store());
        awaitAnotherOwner();

        // Then
        awaitEnd(first);
        awaitEnd(second);
        assertNothingIsLost(second);
    }

    private Path store() {
        return guildhall.data().resolve("data/guilds/" + channel.guildId() + ".db");
    }

    private void awaitAnotherOwner() {
        long stoppedAt = System.nanoTime();
        await("an answer from another owner")
                .atMost(PATIENCE)
                .until(() -> bot.answeredSendNanos() > stoppedAt);
        long outageMs = (System.nanoTime() - stoppedAt) / 1_000_000;
        System.out.printf("another owner answers %d ms after the first was stopped%n", outageMs);
    }

    private static void awaitEnd(RunningGuildhall.Process old) {
        await("the old owner ends")
                .atMost(PATIENCE)
                .until(() -> ProcessHandle.of(old.pid()).isEmpty());
    }

    private void assertNothingIsLost(RunningGuildhall.Process old)
            throws IOException, InterruptedException {
        assertThat(guildhall.processes("guild"))
                .extracting(RunningGuildhall.Process::pid)
                .hasSize(1)
                .doesNotContain(old.pid());
        bot.finishPosting();
        var history = channel.history();
        long last = history.getLast().messageId();
        await().atMost(PATIENCE).until(() -> bot.journal().hasReceived(last));
        assertThat(bot.journal().sessionCount()).isEqualTo(1);
        assertThat(HistoryChecker.check(history, List.of(bot.journal()))).isEmpty();
    }
}
