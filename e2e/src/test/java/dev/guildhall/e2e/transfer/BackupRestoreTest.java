package dev.guildhall.e2e.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhall.e2e.running.RunningGuildhall;
import dev.guildhall.e2e.running.SampleSpec;
import dev.guildhall.e2e.running.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A backup of an instance that takes messages meanwhile, restored elsewhere.
@Timeout(300)
class BackupRestoreTest {

    private static final int BEFORE = 150;

    @TempDir Path folder;

    private volatile boolean posting = true;

    @Test
    void aBackupOfARunningInstanceIsAsOfOneMomentAndStartsElsewhere() throws Exception {
        String spec = SampleSpec.withoutRateLimits("backup").toString();
        try (var guildhall = RunningGuildhall.start("backup", "-f", spec)) {
            // Given
            String token = guildhall.createBot("keeper");
            BotApi bot = new BotApi(guildhall.api().toString(), token);
            String channel = bot.textChannelId();
            List<String> before = new ArrayList<>();
            for (int i = 0; i < BEFORE; i++) {
                before.add(bot.post(channel, "before " + i));
            }

            // When
            Path backup = folder.resolve("backup");
            whilePosting(bot, channel, () -> guildhall.launcher("backup", backup.toString()));
            Path restored = folder.resolve("restored");
            launcher(restored, "restore", backup.toString());

            // Then
            List<String> all = bot.history(channel);
            List<String> kept = historyOf(restored, token, channel);
            assertThat(kept).containsAll(before).isEqualTo(all.subList(0, kept.size()));
            assertThat(all).hasSizeGreaterThan(kept.size());

            // And
            String export = guildhall.launcher("export", "--guild", bot.guildId());
            assertThat(export.lines().filter(line -> line.startsWith("{\"type\":\"message\"")))
                    .hasSize(all.size());
            bot.close();
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> guildhall.launcher("restore", backup.toString()))
                    .withMessageContaining("exits with 2")
                    .withMessageContaining("is not empty");
        }
    }

    /// Posts from before `work` to after it.
    private void whilePosting(BotApi bot, String channel, Callable<String> work) throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> posted =
                    executor.submit(() -> {
                        int count = 0;
                        for (; posting; count++) {
                            bot.post(channel, "meanwhile " + count);
                        }
                        return count;
                    });
            try {
                var _ = work.call();
            } finally {
                posting = false;
            }
            assertThat(posted.get()).isPositive();
        }
        bot.post(channel, "after");
    }

    /// Starts what was restored, and asks it with a token of before.
    private static List<String> historyOf(Path data, String token, String channel)
            throws IOException, InterruptedException {
        try {
            launcher(data, "up", "-d", "--port", "0");
            String status = launcher(data, "status", "--json");
            String api = new ObjectMapper().readTree(status).get("api").asText();
            try (BotApi bot = new BotApi(api, token)) {
                return bot.history(channel);
            }
        } finally {
            launcher(data, "down");
        }
    }

    private static String launcher(Path data, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Tool.ROOT.resolve("guildhall").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", data.toString()));
        return Tool.run(command);
    }
}
