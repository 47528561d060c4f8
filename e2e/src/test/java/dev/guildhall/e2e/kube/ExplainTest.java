package dev.guildhall.e2e.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.e2e.running.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `kubectl explain` is the documentation of the resource: golden files, for people to read in a
/// review. `-Dguildhall.golden.write=true` rewrites them.
@ExtendWith(KubernetesExtension.class)
class ExplainTest {

    private static final Path FOLDER =
            Tool.ROOT.resolve("e2e/src/test/resources/dev/guildhall/e2e/kube/explain");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "guildcluster",
                "guildcluster.spec",
                "guildcluster.spec.edges",
                "guildcluster.spec.edges.scaleDown",
                "guildcluster.spec.gateway",
                "guildcluster.spec.guilds",
                "guildcluster.spec.guilds.memory",
                "guildcluster.spec.guilds.resources",
                "guildcluster.spec.store",
                "guildcluster.status"
            })
    void explainReadsAsReviewed(String field, Kubectl kubectl) throws IOException {
        // Given
        Path golden = FOLDER.resolve(field + ".txt");

        // When
        String text = kubectl.ok("explain", field).replaceAll("(?m) +$", "").strip() + "\n";

        // Then
        if (Boolean.getBoolean("guildhall.golden.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }
}
