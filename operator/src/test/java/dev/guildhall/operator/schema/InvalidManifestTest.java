package dev.guildhall.operator.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Local mode refuses what an API server refuses; e2e has the server's half. A line `# local: ...`
/// has our words where the server's are others. What is wrong as a change only has two documents,
/// and is not for here.
class InvalidManifestTest {

    private static final Path FOLDER = Path.of("src/test/resources/invalid");

    static Stream<Path> manifests() throws IOException {
        return Files.list(FOLDER).filter(file -> !read(file).contains("\n---\n")).sorted();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void localModeRefuses(Path manifest) {
        // Given
        String text = read(manifest);
        String field = expected(text, "field");
        String message = expected(text, text.contains("# local: ") ? "local" : "message");

        // When
        List<String> errors =
                catchThrowableOfType(ManifestException.class, () -> new ManifestReader().read(text))
                        .errors();

        // Then
        assertThat(errors).anyMatch(error -> error.contains(field) && error.contains(message));
    }

    private static String expected(String text, String what) {
        Matcher line = Pattern.compile("(?m)^# " + what + ": (.+)$").matcher(text);
        assertThat(line.find()).as("a line `# %s: ...`", what).isTrue();
        return line.group(1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
