package dev.guildhall.guild.store.sqlite;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A small file system of its own, in memory. Mounting one takes root on Linux; without that a test
/// that needs it is skipped, and the one with SQLite's own bound (`PRAGMA max_page_count`), which
/// fails in the same way, has to do.
final class SmallDisk implements AutoCloseable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static SmallDisk mount(Path folder, String size) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()),
                "needs root on Linux, to mount a small tmpfs: run the tests as root to have it");
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    /// Leaves no room at all.
    void fill() {
        try (OutputStream file = Files.newOutputStream(filler())) {
            byte[] page = new byte[4_096];
            while (true) {
                file.write(page);
            }
        } catch (IOException full) {
            return;
        }
    }

    void free() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", folder.toString());
    }
}
