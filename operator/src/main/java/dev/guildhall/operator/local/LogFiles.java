package dev.guildhall.operator.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/// Keeps each log file bounded: copied aside, then cut, since its writer keeps it open for
/// appending. What is written between the two is lost.
final class LogFiles {

    private static final long MAX_BYTES = 16 << 20;

    private LogFiles() {}

    static void trim(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".log")).toList()) {
                if (Files.size(file) > MAX_BYTES) {
                    Path aside = file.resolveSibling(file.getFileName() + ".1");
                    Files.copy(file, aside, StandardCopyOption.REPLACE_EXISTING);
                    FileChannel.open(
                                    file,
                                    StandardOpenOption.WRITE,
                                    StandardOpenOption.TRUNCATE_EXISTING)
                            .close();
                }
            }
        }
    }
}
