package dev.guildhall.operator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.guildhall.operator.api.StoreSpec;
import dev.guildhall.operator.local.DataDir;
import dev.guildhall.operator.schema.ManifestException;
import dev.guildhall.operator.schema.ManifestReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A store on Cassandra, and the GuildCluster that goes with it: the sample's with that store.
///
/// @param manifest the YAML text
record NamedCluster(StoreSpec store, String manifest) {

    private static final String SAMPLE = "local-cassandra";
    private static final YAMLMapper YAML = new YAMLMapper();

    /// The text of a sample.
    static String sample(String name) throws IOException {
        try (InputStream in =
                NamedCluster.class.getResourceAsStream("/samples/" + name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("the sample is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// The store that is a directory's own.
    static ObjectNode ownStore() {
        return YAML.createObjectNode().put("kind", StoreSpec.Kind.CASSANDRA.label());
    }

    /// The store that the directory was last started with, or filled with, when it is Cassandra.
    static Optional<ObjectNode> kept(DataDir dir) throws IOException {
        boolean cassandra =
                dir.madeWith().filter(kind -> kind == StoreSpec.Kind.CASSANDRA).isPresent();
        return cassandra && Files.exists(dir.manifest())
                ? Optional.of(store(Files.readString(dir.manifest())))
                : Optional.empty();
    }

    /// The store of a GuildCluster; refused when that has another kind, or cannot be used.
    static ObjectNode of(Path file) {
        try {
            String text = Files.readString(file);
            StoreSpec.Kind kind = new ManifestReader().read(text).store().kind();
            if (kind != StoreSpec.Kind.CASSANDRA) {
                throw RefusedException.badInput(
                        "-f %s: store.kind is %s; a GuildCluster with cassandra is allowed"
                                .formatted(file, kind.label()));
            }
            return store(text);
        } catch (ManifestException e) {
            throw RefusedException.badInput(
                    e.errors().stream().map(each -> "-f %s: %s".formatted(file, each)).toList());
        } catch (IOException e) {
            throw RefusedException.badInput(
                    "-f %s: cannot be read: %s; a readable YAML file with a GuildCluster is allowed"
                            .formatted(file, e));
        }
    }

    private static ObjectNode store(String manifest) throws JsonProcessingException {
        JsonNode store = YAML.readTree(manifest).at("/spec/store");
        return store instanceof ObjectNode object ? object : ownStore();
    }

    /// Refused when the store is none that a GuildCluster may have.
    static NamedCluster checked(ObjectNode store) throws IOException {
        ObjectNode manifest = (ObjectNode) YAML.readTree(sample(SAMPLE));
        ((ObjectNode) manifest.get("spec")).set("store", store);
        String text = YAML.writeValueAsString(manifest);
        try {
            return new NamedCluster(new ManifestReader().read(text).store(), text);
        } catch (ManifestException e) {
            throw RefusedException.badInput(e.errors());
        }
    }

    /// What is kept where, in words.
    static String where(StoreSpec store) {
        return store.kind() == StoreSpec.Kind.EMBEDDED
                ? "files"
                : "the keyspace \"%s\" of %s"
                        .formatted(
                                store.keyspace(),
                                store.ownCassandra() ? "its own Cassandra" : "a cluster");
    }

    /// From here on the directory belongs to this store.
    void keep(DataDir dir) throws IOException {
        Files.writeString(dir.manifest(), manifest);
        dir.makeWith(store.kind());
    }
}
