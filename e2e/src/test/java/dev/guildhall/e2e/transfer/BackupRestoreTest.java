package dev.guildhall.e2e.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guildhall.e2e.running.RunningGuildhall;
import dev.guildhall.e2e.running.SampleSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A backup of an instance that takes messages meanwhile, restored elsewhere.
@Timeout(300)
class BackupRestoreTest {

    private static final int BEFORE = 150;

    @TempDir Path folder;

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
            LocalInstance.posting(
                    bot, channel, () -> guildhall.launcher("backup", backup.toString()));
            LocalInstance restored = new LocalInstance(folder.resolve("restored"));
            restored.launcher("restore", backup.toString());

            // Then
            List<String> all = bot.history(channel);
            List<String> kept = restored.history(token, channel);
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
}
