package dev.guildhall.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    @Test
    void programOfAnEarlierSupervisorIsStartedAgainOnceItIsGone() throws Exception {
        // Given
        Path runs = folder.resolve("runs");
        Process earlier = new ProcessBuilder("sleep", "600").start();

        // When
        Process supervisor =
                supervise("echo run >> " + runs, "--adopt", Long.toString(earlier.pid()));
        boolean early = supervisor.waitFor(500, TimeUnit.MILLISECONDS);
        earlier.destroyForcibly();

        // Then
        assertThat(early).isFalse();
        assertThat(supervisor.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(supervisor.exitValue()).isZero();
        assertThat(Files.readAllLines(runs)).hasSize(1);
    }

    @Test
    void endingItEndsTheProgramOfAnEarlierSupervisor() throws Exception {
        // Given
        Process earlier = new ProcessBuilder("sleep", "600").start();
        Process supervisor = supervise("exit 1", "--adopt", Long.toString(earlier.pid()));
        await().until(() -> supervisor.children().findAny().isPresent());

        // When
        supervisor.destroy();

        // Then
        assertThat(supervisor.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(earlier.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(supervisor.exitValue()).isZero();
    }

    @Test
    void interruptOfItsTerminalDoesNotReachTheProgram() throws Exception {
        // Given
        Path log = folder.resolve("log");
        Process supervisor = supervise("echo $$ >> " + log + "; exec sleep 600");
        await().until(() -> Files.exists(log) && !Files.readAllLines(log).isEmpty());
        String program = Files.readAllLines(log).getFirst();

        // When
        String group = groupOf(program);
        String supervisors = groupOf(Long.toString(supervisor.pid()));
        supervisor.destroy();

        // Then
        assertThat(group).isNotEqualTo(supervisors);
        assertThat(supervisor.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private static String groupOf(String pid) throws Exception {
        Process ps = new ProcessBuilder("ps", "-o", "pgid=", "-p", pid).start();
        return new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    }

    private static Process supervise(String program, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(LAUNCHER, "supervise"));
        command.addAll(List.of(options));
        command.addAll(List.of("sh", "-c", program));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
