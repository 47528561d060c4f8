package dev.guildhall.operator.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaCommandTest {

    @TempDir Path home;

    private Path app;

    @BeforeEach
    void build() throws Exception {
        app = Files.createDirectories(home.resolve("edge-pod/target/app"));
        write(app.resolve("edge-pod.jar"), 1_000);
        write(Files.createDirectories(app.resolve("lib")).resolve("a.jar"), 1_000);
    }

    @Test
    void cacheNewerThanAllJarsIsUsed() throws Exception {
        write(app.resolve("edge.aot"), 2_000);
        assertThat(command(false))
                .contains("-XX:AOTCache=" + app.resolve("edge.aot"))
                .endsWith("-cp", app.resolve("edge-pod.jar").toString(), "Main");
    }

    @Test
    void cacheOlderThanAnyJarIsNot() throws Exception {
        write(app.resolve("edge.aot"), 2_000);
        write(app.resolve("lib/a.jar"), 3_000);
        assertThat(command(false)).noneMatch(each -> each.contains("AOT"));
    }

    @Test
    void trainingWritesTheCache() throws Exception {
        assertThat(command(true)).contains("-XX:AOTCacheOutput=" + app.resolve("edge.aot"));
    }

    @Test
    void trainingLeavesACacheAloneThatCanBeUsed() throws Exception {
        write(app.resolve("edge.aot"), 2_000);
        assertThat(command(true)).contains("-XX:AOTCache=" + app.resolve("edge.aot"));
    }

    private List<String> command(boolean training) throws Exception {
        return new JavaCommand(home, training).of("edge-pod", "edge", "Main", List.of("-Xmx9m"));
    }

    private static void write(Path file, long modifiedMs) throws Exception {
        Files.writeString(file, "");
        Files.setLastModifiedTime(file, FileTime.fromMillis(modifiedMs));
    }
}
