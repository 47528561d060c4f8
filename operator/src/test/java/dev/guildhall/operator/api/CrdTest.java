package dev.guildhall.operator.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.crdv2.generator.CRDGenerator;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The CRD in `crds/` is what the Java types say. `-Dguildhall.crds.write=true` rewrites it.
class CrdTest {

    private static final String NAME = "guildclusters.guildhall.dev";
    private static final Path COMMITTED = Path.of("..", "crds", NAME + ".yml");
    private static final List<String> COLUMNS =
            List.of("Ready", "Guilds", "Edges", "Online", "Age");
    private static final YAMLMapper YAML =
            new YAMLMapper(
                    YAMLFactory.builder()
                            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                            .disable(YAMLGenerator.Feature.SPLIT_LINES)
                            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                            .build());

    @TempDir File dir;

    @Test
    void crdEqualsWhatTheTypesSay() throws Exception {
        // Given
        String generated = generate();
        if (Boolean.getBoolean("guildhall.crds.write")) {
            Files.writeString(COMMITTED, generated);
        }

        // When
        String committed = Files.readString(COMMITTED);

        // Then
        assertThat(committed)
                .as("rewrite it with -Dguildhall.crds.write=true -Dtest=CrdTest")
                .isEqualTo(generated);
    }

    private String generate() throws Exception {
        new CRDGenerator()
                .inOutputDir(dir)
                .forCRDVersions("v1")
                .customResourceClasses(GuildCluster.class)
                .generate();
        String text = Files.readString(dir.toPath().resolve(NAME + "-v1.yml"), UTF_8);
        JsonNode crd = YAML.readTree(text);
        ObjectNode version = (ObjectNode) crd.at("/spec/versions/0");
        inOrder((ArrayNode) version.get("additionalPrinterColumns"));
        ObjectNode root = (ObjectNode) version.at("/schema/openAPIV3Schema");
        root.put("description", GuildCluster.DESCRIPTION);
        JsonNode schema = root.path("properties");
        fillSections(root);
        asMap(schema.at("/status/properties/conditions"), "type");
        JsonNode spec = schema.at("/spec/properties");
        asMap(spec.at("/guilds/properties/dedicated"), "guildId");
        asMap(spec.at("/store/properties/replication"), "datacenter");
        asMap(spec.at("/store/properties/retention/properties/guilds"), "guildId");
        return "# Generated from dev.guildhall.operator.api by CrdTest; do not edit.\n"
                + YAML.writeValueAsString(crd);
    }

    /// The generator reads the default `{}` of a section by way of the record, which knows nothing
    /// of its fields' defaults. An API server tries a default against the rules as it stands.
    ///
    /// @return the defaults of the fields
    private static ObjectNode fillSections(JsonNode schema) {
        ObjectNode defaults = YAML.createObjectNode();
        for (var property : schema.path("properties").properties()) {
            ObjectNode field = (ObjectNode) property.getValue();
            ObjectNode inside = fillSections(field);
            if (field.path("default").isObject()) {
                field.set("default", inside);
            }
            if (field.has("default")) {
                defaults.set(property.getKey(), field.get("default"));
            }
            tellLimits(field);
        }
        return defaults;
    }

    /// `kubectl explain` shows neither defaults nor limits: the description says them.
    private static void tellLimits(ObjectNode field) {
        List<String> limits = new ArrayList<>();
        if (field.has("default") && field.get("default").isValueNode()) {
            limits.add("Default " + field.get("default").asText());
        }
        if (field.has("minimum") && field.has("maximum")) {
            limits.add("%d to %d".formatted(limit(field, "minimum"), limit(field, "maximum")));
        }
        if (!limits.isEmpty()) {
            String text = field.path("description").asText();
            field.put("description", "%s (%s.)".formatted(text, String.join("; ", limits)));
        }
    }

    private static long limit(JsonNode field, String name) {
        return field.get(name).asLong();
    }

    /// The generator sorts columns by path; people read what matters first.
    private static void inOrder(ArrayNode columns) {
        Map<String, JsonNode> byName = new HashMap<>();
        columns.forEach(each -> byName.put(each.path("name").asText(), each));
        assertThat(byName).containsOnlyKeys(COLUMNS);
        columns.removeAll();
        COLUMNS.forEach(name -> columns.add(byName.get(name)));
    }

    /// The generator knows no list types; server-side apply and duplicate checks need them.
    private static void asMap(JsonNode list, String key) {
        ObjectNode node = (ObjectNode) list;
        node.put("x-kubernetes-list-type", "map");
        node.putArray("x-kubernetes-list-map-keys").add(key);
    }
}
