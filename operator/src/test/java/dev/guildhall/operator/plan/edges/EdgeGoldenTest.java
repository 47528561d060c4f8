package dev.guildhall.operator.plan.edges;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildhall.operator.plan.Golden;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `edges/`: reports and a state give plans, one for each step of a case. What a step's sizing
/// leaves out is as in the step before.
class EdgeGoldenTest {

    private static final Golden GOLDEN = new Golden("edges");

    static List<String> cases() throws IOException {
        return GOLDEN.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void planIsAsWritten(String name) throws IOException {
        // Given
        JsonNode input = GOLDEN.input(name);
        EdgesState state = Golden.read(input.path("before"), EdgesState.INITIAL, EdgesState.class);
        EdgeSizing sizing = EdgeSizing.DEFAULT;
        List<EdgePlan> plans = new ArrayList<>();

        // When
        for (JsonNode step : input.get("steps")) {
            sizing = Golden.read(step.path("sizing"), sizing, EdgeSizing.class);
            EdgePlan plan =
                    EdgePlanner.plan(sizing, edges(step), step.get("nowMs").asLong(), state);
            plans.add(plan);
            state = plan.next();
        }

        // Then
        GOLDEN.check(name, plans);
    }

    private static List<EdgeLoad> edges(JsonNode step) throws IOException {
        List<EdgeLoad> edges = new ArrayList<>();
        EdgeLoad silent = new EdgeLoad("", "", null, 0);
        for (JsonNode each : step.get("edges")) {
            edges.add(Golden.read(each, silent, EdgeLoad.class));
        }
        return edges;
    }
}
