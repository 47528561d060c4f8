package dev.guildhall.guild.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A folder of temporary files, readable by its owner only, that goes when it is closed or the
/// process is told to end.
record Scratch(Path folder, Thread atExit) implements AutoCloseable {

    static Scratch make() throws IOException {
        Path folder = Files.createTempDirectory("guildhall-");
        Thread atExit = new Thread(() -> delete(folder), "delete-scratch");
        Runtime.getRuntime().addShutdownHook(atExit);
        return new Scratch(folder, atExit);
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            System.err.println("guildhall: cannot delete " + folder + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        delete(folder);
    }
}
