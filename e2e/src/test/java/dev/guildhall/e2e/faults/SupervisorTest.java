package dev.guildhall.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.e2e.running.RunningGuildhall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who restarts the operator is killed, too.
class SupervisorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private RunningGuildhall guildhall;

    @BeforeEach
    void start() throws IOException {
        guildhall = RunningGuildhall.start("supervisor");
    }

    @AfterEach
    void stop() throws IOException {
        guildhall.close();
    }

    @Test
    void killedSupervisorIsReplacedAndStillRestartsTheOperator() throws Exception {
        // Given
        long first = supervisor();
        long operator = operator();
        List<RunningGuildhall.Process> guilds = guildhall.processes("guild");

        // When
        kill(first);
        await("another supervisor").atMost(PATIENCE).until(() -> supervisor() != first);
        kill(operator);

        // Then
        await("another operator")
                .atMost(PATIENCE)
                .until(() ->
                        guildhall.processes("operator").stream()
                                .anyMatch(each -> each.pid() != operator));
        assertThat(guildhall.processes("guild")).isEqualTo(guilds);
        assertThat(guildhall.createBot("bot")).isNotBlank();
    }

    @Test
    void downEndsEverythingWhenTheSupervisorIsGone() throws Exception {
        // Given
        List<Long> all = everything();
        kill(supervisor());

        // When
        var _ = guildhall.launcher("down");

        // Then
        assertThat(all).hasSizeGreaterThanOrEqualTo(3);
        assertThat(everything()).isEmpty();
    }

    private long operator() {
        return guildhall.processes("operator").getFirst().pid();
    }

    private long supervisor() throws IOException {
        return Long.parseLong(Files.readString(file()).strip());
    }

    private Path file() {
        return guildhall.data().resolve("supervisor.pid");
    }

    private static void kill(long pid) {
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }

    /// The processes that run from this data directory.
    private List<Long> everything() throws IOException {
        String marker = "-Dguildhall.dir=" + guildhall.data().toRealPath();
        return ProcessHandle.allProcesses()
                .filter(each ->
                        each.info().arguments().map(List::of).orElse(List.of()).contains(marker))
                .map(ProcessHandle::pid)
                .toList();
    }
}
