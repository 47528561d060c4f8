package dev.guildhall.e2e.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.e2e.running.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The API server refuses each manifest of `operator/src/test/resources/invalid`, and says the
/// field and the words in the file's first lines. Of several documents only the last is wrong: it
/// changes what may not be changed.
@ExtendWith(KubernetesExtension.class)
class RefusalTest {

    private static final Path FOLDER = Tool.ROOT.resolve("operator/src/test/resources/invalid");

    static Stream<Path> manifests() throws IOException {
        return Files.list(FOLDER).sorted();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void serverRefuses(Path manifest, Kubectl kubectl) throws IOException {
        // Given
        String text = Files.readString(manifest);
        List<String> documents = List.of(text.split("(?m)^---$"));
        for (String before : documents.subList(0, documents.size() - 1)) {
            Kubectl.Answer answer = kubectl.apply(before);
            assertThat(answer.exit()).as(answer.err()).isZero();
        }

        // When
        Kubectl.Answer answer = kubectl.apply(documents.getLast());

        // Then
        assertThat(answer.exit()).as(answer.out()).isEqualTo(1);
        assertThat(answer.err())
                .contains(expected(text, "field"))
                .contains(expected(text, "message"));
    }

    private static String expected(String text, String what) {
        Matcher line = Pattern.compile("(?m)^# " + what + ": (.+)$").matcher(text);
        assertThat(line.find()).as("a line `# %s: ...`", what).isTrue();
        return line.group(1);
    }
}
