package dev.guildhall.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher's loop that restarts the operator.
class SuperviseTest {

    private static final String LAUNCHER = Path.of("../guildhall").toAbsolutePath().toString();

    @TempDir Path folder;

    @Test
    void killedProgramIsStartedAgainUntilItEndsByItself() throws Exception {
        // Given
        Path runs = folder.resolve("runs");
        String program = "echo run >> " + runs + "; [ $(wc -l < " + runs + ") = 2 ] || kill -9 $$";

        // When
        Process supervisor = supervise(program);

        // Then
        assertThat(supervisor.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(supervisor.exitValue()).isZero();
        assertThat(Files.readAllLines(runs)).hasSize(2);
    }

    @Test
    void refusedConfigurationEndsIt() throws Exception {
        assertThat(supervise("exit 2").waitFor()).isEqualTo(2);
    }

    @Test
    void endingItEndsTheProgramOnce() throws Exception {
        // Given
        Path log = folder.resolve("log");
        Process supervisor =
                supervise(
                        "trap 'echo ended >> %s; exit 143' TERM; echo up >> %s; sleep 60 & wait"
                                .formatted(log, log));
        await().until(() -> Files.exists(log));

        // When
        supervisor.destroy();

        // Then
        assertThat(supervisor.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(log)).isEqualTo(List.of("up", "ended"));
    }

    private static Process supervise(String program) throws Exception {
        return new ProcessBuilder(LAUNCHER, "supervise", "sh", "-c", program)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
