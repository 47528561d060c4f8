package dev.guildhall.operator.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.guildhall.operator.api.AmountsSpec;
import dev.guildhall.operator.api.AuthSpec;
import dev.guildhall.operator.api.DedicatedGuildSpec;
import dev.guildhall.operator.api.EdgesSpec;
import dev.guildhall.operator.api.EdgesSpec.Autoscaling;
import dev.guildhall.operator.api.GatewaySpec;
import dev.guildhall.operator.api.GuildClusterSpec;
import dev.guildhall.operator.api.GuildClusterSpec.RetainPolicy;
import dev.guildhall.operator.api.GuildsSpec;
import dev.guildhall.operator.api.LargeGuildSpec;
import dev.guildhall.operator.api.MemorySpec;
import dev.guildhall.operator.api.ResourcesSpec;
import dev.guildhall.operator.api.ScaleDownSpec;
import dev.guildhall.operator.api.StoreSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {

    private static final String HEAD =
            """
            apiVersion: guildhall.dev/v1alpha1
            kind: GuildCluster
            metadata: {name: test}
            """;
    private static final Path CRD = Path.of("../crds/guildclusters.guildhall.dev.yml");
    private static final Path SAMPLE = Path.of("../manifests/samples/local.yaml");

    private static final Path CASSANDRA = Path.of("../manifests/samples/local-cassandra.yaml");
    private static final StoreSpec EMBEDDED =
            new StoreSpec(
                    StoreSpec.Kind.EMBEDDED,
                    null,
                    "datacenter1",
                    "guildhall",
                    null,
                    null,
                    null,
                    null);

    private static final GuildsSpec GUILDS =
            new GuildsSpec(
                    1,
                    new LargeGuildSpec(1_000),
                    List.of(),
                    5,
                    1,
                    null,
                    new MemorySpec(256, 1_024));

    private static final String EVERY_FIELD =
            """
            spec:
              image: registry.example.org/guildhall:1
              paused: true
              retainPolicy: Delete
              guilds:
                pooledPods: 1
                largeGuild: {online: 7}
                dedicated: [{guildId: "175928847299117063"}]
                leaseSeconds: 9
                standbyPods: 3
                resources: {requests: {cpu: 500m, memory: 1Gi}, limits: {cpu: "2", memory: 2Gi}}
                memory: {baseMiB: 300, bytesPerMember: 400}
              edges:
                min: 2
                max: 3
                sessionsPerEdge: 4
                bufferPercent: 30
                tolerancePercent: 5
                scaleDown: {windowSeconds: 600, step: 2}
                autoscaling: external
                replicas: 3
                standbyPods: 0
                resources: {limits: {memory: 3Gi}}
              gateway: {publicUrl: "https://chat.example.org", tlsSecret: chat-tls}
              store: {kind: embedded}
              auth: {dev: true}
            """;

    private final ManifestReader reader = new ManifestReader();

    @Test
    void sampleIsRight() throws Exception {
        assertThat(reader.read(SAMPLE))
                .isEqualTo(
                        new GuildClusterSpec(
                                null,
                                false,
                                RetainPolicy.RETAIN,
                                GUILDS,
                                edges(4),
                                new GatewaySpec(null, null, null),
                                EMBEDDED,
                                new AuthSpec(true)));
    }

    @Test
    void sampleWithCassandraIsRight() throws Exception {
        assertThat(reader.read(CASSANDRA).store())
                .isEqualTo(
                        new StoreSpec(
                                StoreSpec.Kind.CASSANDRA,
                                null,
                                "datacenter1",
                                "guildhall",
                                null,
                                null,
                                null,
                                null))
                .matches(StoreSpec::ownCassandra);
    }

    @Test
    void defaultsStandInForWhatIsLeftOut() throws Exception {
        // Given
        String yaml = HEAD + "spec: {edges: {}}";

        // When
        GuildClusterSpec spec = reader.read(yaml);

        // Then
        assertThat(spec)
                .isEqualTo(
                        new GuildClusterSpec(
                                null,
                                false,
                                RetainPolicy.RETAIN,
                                GUILDS,
                                edges(10),
                                new GatewaySpec(null, null, null),
                                EMBEDDED,
                                new AuthSpec(false)));
    }

    @Test
    void everyFieldIsRead() throws Exception {
        // Given
        String yaml = HEAD + EVERY_FIELD;

        // When
        GuildClusterSpec spec = reader.read(yaml);

        // Then
        assertThat(spec.image()).isEqualTo("registry.example.org/guildhall:1");
        assertThat(spec.paused()).isTrue();
        assertThat(spec.retainPolicy()).isEqualTo(RetainPolicy.DELETE);
        assertThat(spec.guilds())
                .isEqualTo(
                        new GuildsSpec(
                                1,
                                new LargeGuildSpec(7),
                                List.of(new DedicatedGuildSpec("175928847299117063")),
                                9,
                                3,
                                new ResourcesSpec(
                                        new AmountsSpec("500m", "1Gi"),
                                        new AmountsSpec("2", "2Gi")),
                                new MemorySpec(300, 400)));
        assertThat(spec.edges())
                .isEqualTo(
                        new EdgesSpec(
                                2,
                                3,
                                4,
                                30,
                                5,
                                new ScaleDownSpec(600, 2),
                                Autoscaling.EXTERNAL,
                                3,
                                0,
                                new ResourcesSpec(null, new AmountsSpec(null, "3Gi"))));
        assertThat(spec.gateway())
                .isEqualTo(new GatewaySpec("https://chat.example.org", "chat-tls", null));
    }

    @Test
    void allErrorsAreSaidAtOnce() {
        // Given
        String yaml =
                """
                apiVersion: guildhall.dev/v1
                kind: GuildCluster
                metadata: {name: Test, label: x}
                spec:
                  edgs: {min: 1}
                  edges: {min: 0, max: many}
                  store: {kind: oracle}
                  guilds: {leaseSeconds: 61, dedicated: [{guildId: 12}, {}]}
                """;

        // When
        List<String> errors = errors(yaml);

        // Then
        assertThat(errors)
                .containsExactlyInAnyOrder(
                        "apiVersion: Unsupported value: \"guildhall.dev/v1\": supported values:"
                                + " \"guildhall.dev/v1alpha1\"",
                        "metadata.name: Invalid value: \"Test\": a lowercase RFC 1123 subdomain must"
                                + " consist of lower case alphanumeric characters, '-' or '.', and"
                                + " must start and end with an alphanumeric character",
                        "strict decoding error: unknown field \"metadata.label\"",
                        "strict decoding error: unknown field \"spec.edgs\" (known here: auth, edges,"
                                + " gateway, guilds, image, paused, retainPolicy, store)",
                        "spec.edges.min: Invalid value: 0: spec.edges.min in body should be greater"
                                + " than or equal to 1",
                        "spec.edges.max: Invalid value: \"many\": spec.edges.max in body must be of"
                                + " type integer: \"string\"",
                        "spec.store.kind: Unsupported value: \"oracle\": supported values:"
                                + " \"cassandra\", \"embedded\"",
                        "spec.guilds.leaseSeconds: Invalid value: 61: spec.guilds.leaseSeconds in"
                                + " body should be less than or equal to 60",
                        "spec.guilds.dedicated[0].guildId: Invalid value: 12:"
                                + " spec.guilds.dedicated[0].guildId in body must be of type string:"
                                + " \"integer\"",
                        "spec.guilds.dedicated[1].guildId: Required value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    spec: {edges: {min: 3, max: 2}} | min must not be above max
                    spec: {edges: {}, guilds: {pooledPods: 2}} | the embedded store allows one pooled guild pod
                    spec: {} | spec.edges: Required value
                    spec: | spec: Required value
                    spec: {edges: {min: 1.5}} | must be of type integer: "number"
                    spec: {edges: []} | spec.edges in body must be of type object: "array"
                    spec: {edges: {}, auth: {dev: 1}} | must be of type boolean: "integer"
                    spec: {edges: {}, image: ""} | should be at least 1 chars long
                    spec: {edges: {}, gateway: {publicUrl: "ftp://x"}} | should match '^https?://
                    spec: {edges: {}, guilds: {dedicated: [{guildId: "1"}, {guildId: "1"}]}} | Duplicate value: {"guildId":"1"}
                    spec: {edges: {min: 1, min: 2}} | strict decoding error: yaml: line 4: Duplicate field 'min'
                    spec: {edges: {}, store: {tls: {secret: a}}} | are for store.kind cassandra
                    spec: {edges: {}, store: {kind: cassandra, contactPoints: ["a:b"]}} | should match '^[A-Za-z0-9._-]+(:[0-9]{1,5})?$'
                    spec: {edges: {}, store: {kind: cassandra, contactPoints: []}} | should have at least 1 items
                    spec: {edges: {}, store: {kind: cassandra, keyspace: "a-b"}} | spec.store.keyspace
                    spec: {edges: {}, store: {kind: cassandra, replication: [{datacenter: a, replicas: 3}]}} | replication needs replicas in the localDatacenter
                    spec: {edges: {}, store: {kind: cassandra, replication: [{datacenter: datacenter1, replicas: 0}]}} | greater than or equal to 1
                    spec: {edges: {}, store: {kind: cassandra, retention: {messageDays: -1}}} | greater than or equal to 0
                    spec: {edges: { | strict decoding error: yaml: line
                    """)
    void impossibleValuesAreRefusedByName(String spec, String expected) {
        assertThat(errors(HEAD + spec + "\n")).singleElement().asString().contains(expected);
    }

    @Test
    void otherKindsAndSeveralDocumentsAreRefused() {
        assertThat(errors("kind: Pod\napiVersion: v1\nmetadata: {name: a}\nspec: {edges: {}}"))
                .hasSize(2)
                .allMatch(error -> error.contains("Unsupported value"));
        assertThat(errors(HEAD + "spec: {edges: {}}\n---\n" + HEAD))
                .containsExactly("the file holds several documents; one GuildCluster is allowed");
        assertThat(errors("")).singleElement().asString().contains("the file holds no object");
    }

    @Test
    void everyCelRuleOfTheCrdHasAnEvaluation() throws Exception {
        // Given
        JsonNode crd = new YAMLMapper().readTree(CRD.toFile());

        // When
        List<String> rules = crd.findValuesAsText("rule");

        // Then
        assertThat(rules).isNotEmpty().allMatch(rule -> CelRules.find(rule).isPresent());
    }

    @Test
    void everyKeywordOfTheCrdIsChecked() throws Exception {
        // Given
        JsonNode spec =
                new YAMLMapper()
                        .readTree(CRD.toFile())
                        .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
        Set<String> keywords = new TreeSet<>();

        // When
        collect(spec, keywords);

        // Then
        assertThat(keywords)
                .isSubsetOf(
                        "type",
                        "description",
                        "default",
                        "properties",
                        "items",
                        "required",
                        "minimum",
                        "maximum",
                        "enum",
                        "pattern",
                        "minLength",
                        "maxLength",
                        "maxItems",
                        "minItems",
                        "x-kubernetes-list-type",
                        "x-kubernetes-list-map-keys",
                        "x-kubernetes-validations");
    }

    private static void collect(JsonNode schema, Set<String> keywords) {
        schema.fieldNames().forEachRemaining(keywords::add);
        schema.path("properties").forEach(property -> collect(property, keywords));
        if (schema.has("items")) {
            collect(schema.get("items"), keywords);
        }
    }

    private List<String> errors(String yaml) {
        return catchThrowableOfType(ManifestException.class, () -> reader.read(yaml)).errors();
    }

    private static EdgesSpec edges(int max) {
        return new EdgesSpec(
                1, max, 15_000, 20, 10, new ScaleDownSpec(300, 1), Autoscaling.BUILTIN, 1, 1, null);
    }
}
