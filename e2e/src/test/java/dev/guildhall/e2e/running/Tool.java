package dev.guildhall.e2e.running;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Programs of other ecosystems that tests need: installed from committed lock files, never
/// skipped.
public final class Tool {

    /// The repository's root: the folder with the launcher.
    public static final Path ROOT = root();

    /// The programs that tests run.
    public static final Path CLIENTS = ROOT.resolve("e2e/src/test/clients");

    /// Where logs, recordings and screenshots of a run are kept.
    public static final Path ARTEFACTS = ROOT.resolve("e2e/target/e2e");

    private Tool() {}

    /// Installs what the lock file in `folder` pins, into a cache outside the tree, unless it is
    /// there.
    ///
    /// @return the folder to put into NODE_PATH or PYTHONPATH
    /// @throws AssertionError that says what is missing and how to get it
    public static String install(Path folder) throws IOException {
        return run(List.of(CLIENTS.resolve("install.sh").toString(), folder.toString()));
    }

    /// Runs a short command in the repository's root.
    ///
    /// @return its stdout, stripped
    /// @throws AssertionError with its stderr when it fails or is not done in 5 minutes
    public static String run(List<String> command) throws IOException {
        return run(command, Map.of());
    }

    /// The same with more variables in the environment.
    static String run(List<String> command, Map<String, String> environment) throws IOException {
        Files.createDirectories(ARTEFACTS);
        Path out = Files.createTempFile(ARTEFACTS, "run-", ".out");
        Path err = Files.createTempFile(ARTEFACTS, "run-", ".err");
        try {
            var builder = new ProcessBuilder(command).directory(ROOT.toFile());
            builder.environment().putAll(environment);
            Process process =
                    builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(5, TimeUnit.MINUTES);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(
                        String.join(" ", command)
                                + (ended ? " exits with " + process.exitValue() : " does not end")
                                + ":\n"
                                + Files.readString(err)
                                + Files.readString(out));
            }
            return Files.readString(out, StandardCharsets.UTF_8).strip();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }

    /// Deletes a folder with all that is in it, if it is there.
    public static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> all = Files.walk(path)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("mvnw"))) {
            here = here.getParent();
        }
        return here;
    }
}
