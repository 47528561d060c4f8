package dev.guildhall.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two launchers that both want to build one tree. The tree's Maven is a script that waits until
/// the test lets it go on.
class BuildLockTest {

    private static final String MAVEN =
            """
            #!/bin/sh
            cd "$(dirname "$0")"
            echo begin >>builds
            until [ -f go ]; do [ -f mvnw ] || exit 1; sleep 0.05; done
            mkdir -p operator/target/app guild-pod/target/app edge-pod/target/app
            for each in operator/target/app/cli operator/target/app/operator \\
                guild-pod/target/app/guild-pod edge-pod/target/app/edge-pod; do echo >$each.aot; done
            echo end >>builds
            """;

    /// What the launcher's build needs, so that a path without flock can be made.
    private static final List<String> TOOLS =
            List.of(
                    "awk",
                    "bash",
                    "cat",
                    "dirname",
                    "find",
                    "grep",
                    "head",
                    "ln",
                    "mkdir",
                    "mktemp",
                    "readlink",
                    "rm",
                    "sed",
                    "sh",
                    "sleep",
                    "tee",
                    "touch");

    /// The program `%s`, whose first call waits for the file `on`.
    private static final String STALLING_ONCE =
            """
            #!/bin/sh
            cd "$(dirname "$0")/.."
            if mkdir stalled 2>/dev/null; then
                until [ -f on ]; do [ -f mvnw ] || exit 1; sleep 0.05; done
            fi
            exec %s "$@"
            """;

    @TempDir Path home;

    @BeforeEach
    void tree() throws IOException {
        Files.copy(Path.of("../guildhall"), home.resolve("guildhall"));
        Files.writeString(home.resolve("mvnw"), MAVEN);
        for (String program : List.of("guildhall", "mvnw")) {
            Files.setPosixFilePermissions(
                    home.resolve(program), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Path bin = Files.createDirectory(home.resolve("bin"));
        for (String tool : TOOLS) {
            Files.createSymbolicLink(bin.resolve(tool), whereIs(tool));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSecondWaitsAndHasNothingToBuildAnyMore(boolean flock) throws Exception {
        // Given
        Process first = build("first", flock);
        await().until(() -> builds().equals(List.of("begin")));

        // When
        Process second = build("second", flock);
        await().until(() -> said("second").contains("waiting for another build"));
        Files.createFile(home.resolve("go"));

        // Then
        assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).as(said("first")).isZero();
        assertThat(second.exitValue()).as(said("second")).isZero();
        assertThat(builds()).containsExactly("begin", "end");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theLockOfABuilderThatWasKilledIsTaken(boolean flock) throws Exception {
        // Given
        Process first = build("first", flock);
        await().until(() -> builds().equals(List.of("begin")));
        kill(first);

        // When
        Process second = build("second", flock);
        await().atMost(Duration.ofSeconds(30)).until(() -> builds().size() == 2);
        Files.createFile(home.resolve("go"));

        // Then
        assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).as(said("second")).isZero();
        assertThat(builds()).containsExactly("begin", "begin", "end");
    }

    @Test
    void aDeadBuildersLockIsTakenByOneEvenIfAnotherHasSeenItTooAndComesLater() throws Exception {
        // Given
        Process first = build("first", false);
        await().until(() -> builds().equals(List.of("begin")));
        kill(first);
        Path ln = home.resolve("bin/ln");
        Files.delete(ln);
        Files.writeString(ln, STALLING_ONCE.formatted(whereIs("ln")));
        Files.setPosixFilePermissions(ln, PosixFilePermissions.fromString("rwxr-xr-x"));

        // When
        Process late = build("late", false);
        await().until(() -> Files.exists(home.resolve("stalled")));
        Process second = build("second", false);
        await().until(() -> builds().size() == 2);
        Files.createFile(home.resolve("on"));
        await().until(() -> said("late").contains("waiting for another build"));
        Files.createFile(home.resolve("go"));

        // Then
        assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(late.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(builds()).containsExactly("begin", "begin", "end");
    }

    private static void kill(Process builder) throws InterruptedException {
        List<ProcessHandle> all = builder.toHandle().descendants().toList();
        builder.destroyForcibly().waitFor();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void aBuildThatIsNotNeededWaitsForNobody() throws Exception {
        // Given
        Files.createFile(home.resolve("go"));
        assertThat(build("first", true).waitFor(30, TimeUnit.SECONDS)).isTrue();
        Process holder =
                new ProcessBuilder("flock", home.resolve("target/build.lock").toString(), "cat")
                        .start();

        // When
        Process second = build("second", true);

        // Then
        assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(builds()).containsExactly("begin", "end");
        holder.getOutputStream().close();
        assertThat(holder.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private Process build(String name, boolean flock) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(home.resolve("guildhall").toString(), "build")
                        .redirectErrorStream(true)
                        .redirectOutput(home.resolve(name + ".log").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("GUILDHALL_BUILT");
        if (!flock) {
            builder.environment().put("PATH", home.resolve("bin").toString());
        }
        return builder.start();
    }

    private List<String> builds() throws IOException {
        Path file = home.resolve("builds");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private String said(String name) throws IOException {
        return Files.readString(home.resolve(name + ".log"));
    }

    private static Path whereIs(String tool) {
        for (String folder : System.getenv("PATH").split(":")) {
            Path file = Path.of(folder, tool);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        throw new AssertionError(tool + " is not on PATH");
    }
}
