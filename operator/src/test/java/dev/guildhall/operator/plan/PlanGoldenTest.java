package dev.guildhall.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.guildhall.operator.api.GuildClusterSpec;
import dev.guildhall.operator.local.StateFile;
import dev.guildhall.operator.schema.ManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `plan/in-NAME.yaml` gives `plan/out-NAME.yaml`. `-Dguildhall.golden.write=true` rewrites what it
/// gives. There are no standbys unless a case says so.
class PlanGoldenTest {

    private static final Path FOLDER = Path.of("src/test/resources/plan");
    private static final long FIRST_EPOCH = 100;
    private static final YAMLMapper YAML =
            YAMLMapper.builder(
                            YAMLFactory.builder()
                                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                                    .build())
                    .addModule(StateFile.ids())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    static List<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("in-"))
                    .map(name -> name.substring("in-".length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void planIsAsWritten(String name) throws Exception {
        // Given
        JsonNode input = YAML.readTree(Files.readString(FOLDER.resolve("in-" + name)));
        ObjectNode before = YAML.valueToTree(PlanState.initial(FIRST_EPOCH));
        before.setAll((ObjectNode) input.path("before").deepCopy());

        // When
        Plan plan =
                Planner.plan(
                        spec(input.get("spec")),
                        YAML.treeToValue(input.get("observed"), Observed.class),
                        input.get("nowMs").asLong(),
                        YAML.treeToValue(before, PlanState.class));

        // Then
        Path out = FOLDER.resolve("out-" + name);
        String text = YAML.writeValueAsString(plan);
        if (Boolean.getBoolean("guildhall.golden.write")) {
            Files.writeString(out, text);
        }
        assertThat(text)
                .as(input.get("what").asText() + " (-Dguildhall.golden.write=true rewrites)")
                .isEqualTo(Files.readString(out));
    }

    private static GuildClusterSpec spec(JsonNode spec) throws Exception {
        ObjectNode manifest = YAML.createObjectNode();
        manifest.put("apiVersion", "guildhall.dev/v1alpha1").put("kind", "GuildCluster");
        manifest.putObject("metadata").put("name", "golden");
        ObjectNode whole = spec.deepCopy();
        IntNode none = IntNode.valueOf(0);
        whole.withObject("/guilds").putIfAbsent("standbyPods", none);
        whole.withObject("/edges").putIfAbsent("standbyPods", none);
        manifest.set("spec", whole);
        return new ManifestReader().read(YAML.writeValueAsString(manifest));
    }
}
