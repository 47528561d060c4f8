package dev.guildhall.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.e2e.running.RunningGuildhall;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two owners: the guild pod is stopped, another takes over, the first goes on. Its writes are
/// refused by the epoch, it says so, and ends.
class PausedOwnerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private RunningGuildhall guildhall;
    private PostingBot bot;
    private Channel channel;

    @BeforeEach
    void start() throws Exception {
        guildhall = RunningGuildhall.start("paused-owner");
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
        bot.startPosting(20);
        await().atMost(PATIENCE).until(() -> bot.lastAnswerNanos() != 0);
        bot.finishPosting();
        RunningGuildhall.Process old = guildhall.processes("guild").getFirst();

        // When
        signal("STOP", old.pid());
        long stoppedAt = System.nanoTime();
        bot.startPosting(20);
        await("an answer from another owner")
                .atMost(PATIENCE)
                .until(() -> bot.lastAnswerNanos() > stoppedAt);
        signal("CONT", old.pid());

        // Then
        await("the old owner ends")
                .atMost(PATIENCE)
                .until(() -> ProcessHandle.of(old.pid()).isEmpty());
        assertThat(guildhall.log(old.name()))
                .contains("epoch")
                .containsIgnoringCase("another owner");
        assertThat(guildhall.processes("guild"))
                .extracting(RunningGuildhall.Process::pid)
                .doesNotContain(old.pid());
        bot.finishPosting();
        var history = channel.history();
        long last = history.getLast().messageId();
        await().atMost(PATIENCE).until(() -> bot.journal().hasReceived(last));
        assertThat(HistoryChecker.check(history, java.util.List.of(bot.journal()))).isEmpty();
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor())
                .isZero();
    }
}
