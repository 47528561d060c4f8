package dev.guildhall.e2e.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.guildhall.e2e.running.Tool;
import dev.guildhall.operator.schema.ManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the API server stores of a resource: the samples, and all defaults.
@ExtendWith(KubernetesExtension.class)
class SamplesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();

    static Stream<Path> samples() throws IOException {
        return Files.list(Tool.ROOT.resolve("manifests/samples")).sorted();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void serverStoresWhatLocalModeReads(Path sample, Kubectl kubectl) throws Exception {
        // Given
        String yaml = Files.readString(sample);
        String name = YAML.readTree(yaml).at("/metadata/name").asText();

        // When
        Kubectl.Answer answer = kubectl.apply(yaml);

        // Then
        assertThat(answer.exit()).as(answer.err()).isZero();
        JsonNode stored = get(kubectl, name);
        var reader = new ManifestReader();
        assertThat(reader.read(stored.toString())).isEqualTo(reader.read(yaml));

        // When the same is applied again
        assertThat(kubectl.apply(yaml).exit()).isZero();

        // Then nothing has changed
        assertThat(get(kubectl, name)).isEqualTo(stored);
    }

    @Test
    void defaultsAreStored(Kubectl kubectl) throws Exception {
        // Given
        String yaml =
                """
                apiVersion: guildhall.dev/v1alpha1
                kind: GuildCluster
                metadata: {name: short}
                spec: {edges: {}}
                """;

        // When
        Kubectl.Answer answer = kubectl.apply(yaml);

        // Then
        assertThat(answer.exit()).as(answer.err()).isZero();
        try (var golden = SamplesTest.class.getResourceAsStream("defaults.yaml")) {
            assertThat(get(kubectl, "short").path("spec")).isEqualTo(YAML.readTree(golden));
        }
    }

    private static JsonNode get(Kubectl kubectl, String name) throws IOException {
        return JSON.readTree(kubectl.ok("get", "guildcluster", name, "-o", "json"));
    }
}
