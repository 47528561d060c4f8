package dev.guildhall.cassandra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the Java that Cassandra 5.0 runs on: 17, and no newer one.
public final class Java17 {

    private static final String VERSION = "JAVA_VERSION=\"17";
    private static final List<Path> FOLDERS =
            List.of(
                    Path.of("/usr/lib/jvm"),
                    Path.of("/usr/java"),
                    Path.of("/opt/java"),
                    Path.of("/Library/Java/JavaVirtualMachines"),
                    Path.of("/opt/homebrew/opt/openjdk@17/libexec"));

    private Java17() {}

    /// The `java` program of a Java 17: of `JAVA17_HOME` in `environment` when that is set, else of
    /// the usual folders. Throws [CassandraException], which says what to install.
    public static Path find(Map<String, String> environment) {
        String named = environment.getOrDefault("JAVA17_HOME", "");
        if (!named.isEmpty()) {
            return java(Path.of(named))
                    .orElseThrow(() ->
                            new CassandraException(
                                    "JAVA17_HOME: \"" + named + "\" is not the home of a Java 17"));
        }
        List<Path> folders = new ArrayList<>(FOLDERS);
        String home = environment.getOrDefault("HOME", "");
        if (!home.isEmpty()) {
            folders.add(Path.of(home, ".jdks"));
            folders.add(Path.of(home, ".sdkman/candidates/java"));
        }
        return find(folders);
    }

    static Path find(List<Path> folders) {
        return folders.stream()
                .flatMap(folder -> homes(folder).stream())
                .flatMap(home -> java(home).stream())
                .findFirst()
                .orElseThrow(() -> CassandraException.noJava(folders));
    }

    private static List<Path> homes(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted()
                    .flatMap(each -> Stream.of(each, each.resolve("Contents/Home")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> java(Path home) {
        Path java = home.resolve("bin/java");
        Path release = home.resolve("release");
        try {
            boolean found =
                    Files.isExecutable(java)
                            && Files.isRegularFile(release)
                            && Files.readAllLines(release).stream()
                                    .anyMatch(line -> line.startsWith(VERSION));
            return found ? Optional.of(java) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty(); // not readable for us: look on
        }
    }
}
