package dev.guildhall.operator.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.guildhall.operator.api.GuildClusterSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads one GuildCluster from YAML and refuses what an API server with our CRD would refuse, with
/// its words, all errors at once.
public final class ManifestReader {

    private static final String CRD = "/crds/guildclusters.guildhall.dev.yml";
    private static final String API_VERSION = "guildhall.dev/v1alpha1";
    private static final String KIND = "GuildCluster";
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final int NAME_MAX = 253;
    private static final YAMLMapper YAML =
            new YAMLMapper(
                    YAMLFactory.builder()
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
                            .build());

    private final JsonNode schema;

    public ManifestReader() {
        try (InputStream in = ManifestReader.class.getResourceAsStream(CRD)) {
            schema = YAML.readTree(in).at("/spec/versions/0/schema/openAPIV3Schema");
        } catch (IOException e) {
            throw new IllegalStateException("the CRD is not on the class path", e);
        }
    }

    /// Reads a file, defaults filled in.
    public GuildClusterSpec read(Path file) throws ManifestException {
        try {
            return read(Files.readString(file));
        } catch (IOException e) {
            throw new ManifestException(
                    List.of("%s: cannot be read: %s".formatted(file, e.getMessage())));
        }
    }

    /// Reads YAML text, defaults filled in.
    public GuildClusterSpec read(String yaml) throws ManifestException {
        ObjectNode manifest = parse(yaml);
        List<String> errors = new ArrayList<>();
        checkEnvelope(manifest, errors);
        ObjectNode body = manifest.deepCopy();
        body.remove(List.of("apiVersion", "kind", "metadata"));
        Defaults.apply(body, schema);
        new SchemaCheck(errors).check("", body, schema);
        if (!errors.isEmpty()) {
            throw new ManifestException(errors);
        }
        return YAML.convertValue(body.get("spec"), GuildClusterSpec.class);
    }

    private static ObjectNode parse(String yaml) throws ManifestException {
        try (JsonParser parser = YAML.getFactory().createParser(yaml)) {
            JsonNode first = YAML.readTree(parser);
            if (!(first instanceof ObjectNode object)) {
                throw new ManifestException(List.of("the file holds no object; " + expected()));
            }
            if (parser.nextToken() != null) {
                throw new ManifestException(
                        List.of("the file holds several documents; one GuildCluster is allowed"));
            }
            return object;
        } catch (JsonProcessingException e) {
            throw new ManifestException(List.of(yamlError(e)));
        } catch (IOException e) {
            throw new IllegalStateException("text cannot fail to be read", e);
        }
    }

    private static String yamlError(JsonProcessingException e) {
        String where = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
        String what = e.getOriginalMessage().lines().findFirst().orElse("not YAML");
        return "strict decoding error: yaml: " + where + what;
    }

    private static String expected() {
        return "expected apiVersion: %s and kind: %s".formatted(API_VERSION, KIND);
    }

    private static void checkEnvelope(JsonNode manifest, List<String> errors) {
        checkConstant(manifest, "apiVersion", API_VERSION, errors);
        checkConstant(manifest, "kind", KIND, errors);
        JsonNode metadata = manifest.path("metadata");
        JsonNode name = metadata.path("name");
        if (!metadata.isMissingNode() && !metadata.isObject()) {
            errors.add("metadata: Invalid value: %s: must be an object".formatted(metadata));
        } else if (name.isMissingNode() || name.isNull()) {
            errors.add("metadata.name: Required value: name or generateName is required");
        } else if (!name.isTextual()
                || name.asText().length() > NAME_MAX
                || !NAME.matcher(name.asText()).matches()) {
            errors.add(
                    "metadata.name: Invalid value: %s: a lowercase RFC 1123 subdomain must consist"
                                    .formatted(name)
                            + " of lower case alphanumeric characters, '-' or '.', and must start"
                            + " and end with an alphanumeric character");
        }
        MetadataFields.check(metadata, errors);
    }

    private static void checkConstant(
            JsonNode manifest, String field, String allowed, List<String> errors) {
        JsonNode value = manifest.path(field);
        if (value.isMissingNode()) {
            errors.add("%s: Required value: must be \"%s\"".formatted(field, allowed));
        } else if (!value.asText().equals(allowed)) {
            errors.add(
                    "%s: Unsupported value: %s: supported values: \"%s\""
                            .formatted(field, value, allowed));
        }
    }
}
