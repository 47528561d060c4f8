package dev.guildhall.operator.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The command line of one of our programs, from what the build left in `<module>/target/app`.
public final class JavaCommand {

    private static final List<String> COMMON =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-XX:-UsePerfData",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Djava.awt.headless=true");

    private final Path home;
    private final boolean training;

    /// `home` holds the modules; with `training` each program that has no start-up cache writes it
    /// when it ends.
    public JavaCommand(Path home, boolean training) {
        this.home = home;
        this.training = training;
    }

    /// A program of `module`.
    ///
    /// @param cache the name of its start-up cache
    /// @param options what only this program is given
    public List<String> of(String module, String cache, String mainClass, List<String> options)
            throws IOException {
        Path app = home.resolve(module).resolve("target/app");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(COMMON);
        command.addAll(options);
        command.addAll(caching(app, app.resolve(cache + ".aot")));
        command.add("-cp");
        command.add(jar(app).toString());
        command.add(mainClass);
        return command;
    }

    /// A start-up cache holds classes, and this JVM (25.0.3) takes them from there without a look
    /// at the jars that they came from: one that is older than any of them must not be used.
    private List<String> caching(Path app, Path cache) throws IOException {
        if (Files.exists(cache) && newest(app).compareTo(modified(cache)) < 0) {
            return List.of("-XX:AOTCache=" + cache);
        }
        return training ? List.of("-XX:AOTCacheOutput=" + cache) : List.of();
    }

    private static FileTime newest(Path app) throws IOException {
        FileTime newest = FileTime.fromMillis(0);
        try (Stream<Path> files = Files.walk(app)) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                FileTime time = modified(jar);
                newest = time.compareTo(newest) > 0 ? time : newest;
            }
        }
        return newest;
    }

    private static FileTime modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file);
    }

    /// The program's jar, whose manifest names all others.
    private static Path jar(Path app) throws IOException {
        try (Stream<Path> files = Files.list(app)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no program in " + app + "; build first"));
        }
    }
}
