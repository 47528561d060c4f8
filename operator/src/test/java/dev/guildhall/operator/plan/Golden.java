package dev.guildhall.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.guildhall.operator.local.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A folder of cases: what `in-NAME.yaml` gives is in `out-NAME.yaml`. `what` in it says what the
/// case is about. `-Dguildhall.golden.write=true` rewrites what is given.
public final class Golden {

    static final YAMLMapper YAML =
            YAMLMapper.builder(
                            YAMLFactory.builder()
                                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                                    .build())
                    .addModule(StateFile.ids())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private final Path folder;

    public Golden(String name) {
        this.folder = Path.of("src/test/resources").resolve(name);
    }

    /// The cases' names.
    public List<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("in-"))
                    .map(name -> name.substring("in-".length()))
                    .sorted()
                    .toList();
        }
    }

    public JsonNode input(String name) throws IOException {
        return YAML.readTree(Files.readString(folder.resolve("in-" + name)));
    }

    /// `node` as a record; what it leaves out is as in `defaults`.
    public static <T> T read(JsonNode node, T defaults, Class<T> type) throws IOException {
        ObjectNode whole = YAML.valueToTree(defaults);
        if (node.isObject()) {
            whole.setAll((ObjectNode) node.deepCopy());
        }
        return YAML.treeToValue(whole, type);
    }

    /// Compares what a case gives with what is written.
    public void check(String name, Object given) throws IOException {
        Path out = folder.resolve("out-" + name);
        String text = YAML.writeValueAsString(given);
        if (Boolean.getBoolean("guildhall.golden.write")) {
            Files.writeString(out, text);
        }
        assertThat(text)
                .as(input(name).get("what").asText() + " (-Dguildhall.golden.write=true rewrites)")
                .isEqualTo(Files.readString(out));
    }
}
