package dev.guildhall.operator.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.crdv2.generator.CRDGenerator;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The CRD in `crds/` is what the Java types say. `-Dguildhall.crds.write=true` rewrites it.
class CrdTest {

    private static final String NAME = "guildclusters.guildhall.dev";
    private static final Path COMMITTED = Path.of("..", "crds", NAME + ".yml");
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
        JsonNode schema = crd.at("/spec/versions/0/schema/openAPIV3Schema/properties");
        asMap(schema.at("/status/properties/conditions"), "type");
        JsonNode spec = schema.at("/spec/properties");
        asMap(spec.at("/guilds/properties/dedicated"), "guildId");
        asMap(spec.at("/store/properties/replication"), "datacenter");
        asMap(spec.at("/store/properties/retention/properties/guilds"), "guildId");
        return "# Generated from dev.guildhall.operator.api by CrdTest; do not edit.\n"
                + YAML.writeValueAsString(crd);
    }

    /// The generator knows no list types; server-side apply and duplicate checks need them.
    private static void asMap(JsonNode list, String key) {
        ObjectNode node = (ObjectNode) list;
        node.put("x-kubernetes-list-type", "map");
        node.putArray("x-kubernetes-list-map-keys").add(key);
    }
}
