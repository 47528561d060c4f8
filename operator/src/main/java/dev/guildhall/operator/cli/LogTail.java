package dev.guildhall.operator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Prints what a log file has gained since the last time, whole lines only. A file that was cut is
/// read from its start.
final class LogTail {

    private static final int CHUNK = 1 << 20;

    private final Path file;
    private final String prefix;
    private long position;

    LogTail(Path file, String prefix) {
        this.file = file;
        this.prefix = prefix;
    }

    void print(PrintWriter out) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            if (in.length() < position) {
                position = 0;
            }
            byte[] chunk = new byte[CHUNK];
            int length;
            do {
                in.seek(position);
                length = wholeLines(chunk, in.read(chunk));
                position += length;
                new String(chunk, 0, length, StandardCharsets.UTF_8)
                        .lines()
                        .forEach(line -> out.println(prefix + line));
            } while (length > 0);
        }
    }

    private static int wholeLines(byte[] chunk, int length) {
        int end = length;
        while (end > 0 && chunk[end - 1] != '\n') {
            end--;
        }
        boolean full = length == chunk.length && end == 0;
        return full ? length : Math.max(end, 0);
    }
}
