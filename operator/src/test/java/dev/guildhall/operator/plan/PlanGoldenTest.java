package dev.guildhall.operator.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhall.operator.api.GuildClusterSpec;
import dev.guildhall.operator.schema.ManifestReader;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `plan/`: a spec, what is observed and the last state give a plan. There are no standbys unless a
/// case says so.
class PlanGoldenTest {

    private static final long FIRST_EPOCH = 100;
    private static final Golden GOLDEN = new Golden("plan");

    static List<String> cases() throws IOException {
        return GOLDEN.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void planIsAsWritten(String name) throws Exception {
        // Given
        JsonNode input = GOLDEN.input(name);
        PlanState initial = PlanState.initial(FIRST_EPOCH);

        // When
        Plan plan =
                Planner.plan(
                        spec(input.get("spec")),
                        Golden.YAML.treeToValue(input.get("observed"), Observed.class),
                        input.get("nowMs").asLong(),
                        Golden.read(input.path("before"), initial, PlanState.class));

        // Then
        GOLDEN.check(name, plan);
    }

    private static GuildClusterSpec spec(JsonNode spec) throws Exception {
        ObjectNode manifest = Golden.YAML.createObjectNode();
        manifest.put("apiVersion", "guildhall.dev/v1alpha1").put("kind", "GuildCluster");
        manifest.putObject("metadata").put("name", "golden");
        ObjectNode whole = spec.deepCopy();
        IntNode none = IntNode.valueOf(0);
        whole.withObject("/guilds").putIfAbsent("standbyPods", none);
        whole.withObject("/edges").putIfAbsent("standbyPods", none);
        manifest.set("spec", whole);
        return new ManifestReader().read(Golden.YAML.writeValueAsString(manifest));
    }
}
