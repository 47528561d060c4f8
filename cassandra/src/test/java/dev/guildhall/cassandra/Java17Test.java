package dev.guildhall.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Java17Test {

    @TempDir Path folder;

    @Test
    void takesTheSeventeenAmongOthers() throws IOException {
        // Given
        aJava("a-25", "25.0.3");
        Path wanted = aJava("b-17", "17.0.12");

        // When
        Path found = Java17.find(List.of(folder));

        // Then
        assertThat(found).isEqualTo(wanted.resolve("bin/java"));
    }

    @Test
    void namesTheFoldersAndTheRemedyWhenThereIsNone() throws IOException {
        // Given
        aJava("a-21", "21.0.1");

        // When, Then
        assertThatThrownBy(() -> Java17.find(List.of(folder)))
                .isInstanceOf(CassandraException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("apt-get install -y openjdk-17-jre-headless");
    }

    @Test
    void refusesAJava17HomeThatIsNone() throws IOException {
        // Given
        Path other = aJava("c", "25.0.3");

        // When, Then
        assertThatThrownBy(() -> Java17.find(Map.of("JAVA17_HOME", other.toString())))
                .hasMessageContaining("JAVA17_HOME")
                .hasMessageContaining(other.toString());
    }

    private Path aJava(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        Path java = Files.createFile(home.resolve("bin/java"));
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return home;
    }
}
