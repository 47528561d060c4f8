package dev.guildhall.bench.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A folder for one measurement, which goes with all that is in it when it is closed.
record NewFolder(Path path) implements AutoCloseable {

    /// Below `parent`, with a name that begins so.
    static NewFolder in(Path parent, String name) {
        try {
            return new NewFolder(Files.createTempDirectory(parent, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
