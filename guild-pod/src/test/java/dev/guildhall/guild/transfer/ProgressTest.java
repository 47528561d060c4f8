package dev.guildhall.guild.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.time.FakeTicker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final FakeTicker ticker = new FakeTicker();
    private final Progress progress =
            new Progress(
                    "backup", new PrintStream(out, true, StandardCharsets.UTF_8), ticker, false);

    @Test
    void theTimeLeftIsSaidOnceThereIsSomethingToGoBy() {
        // Given
        progress.expect(1, 0, 1_000_000);
        progress.begin(1_000_000);

        // When
        ticker.advanceMs(5_000);
        progress.advance(10, 100_000);
        ticker.advanceMs(5_000);
        progress.advance(10, 100_000);

        // Then
        assertThat(lines())
                .containsExactly(
                        "backup: guilds 0/1, 10 messages, 0.0 MB/s",
                        "backup: guilds 0/1, 20 messages, 0.0 MB/s, ETA 0:00:40");
    }

    @Test
    void aShareTooSmallToGoByGivesNoTime() {
        // Given
        progress.expect(1, 0, 1_000_000_000);
        progress.begin(1_000_000_000);

        // When
        ticker.advanceMs(20_000);
        progress.advance(10, 100_000);

        // Then
        assertThat(lines()).singleElement().asString().doesNotContain("ETA");
    }

    @Test
    void whatIsCopiedFirstIsSaidBesideWhatIsMoved() {
        // Given
        progress.expect(1, 0, 0);
        progress.begin(0);

        // When
        ticker.advanceMs(20_000);
        progress.copied(1_500);

        // Then
        assertThat(lines())
                .containsExactly("backup: guilds 0/1, 1,500 copied, 0 messages, 0.0 MB/s");
    }

    private Iterable<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
