package dev.guildhall.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;

/// Edge pods. Local mode runs `min` of them.
@ValidationRule(
        value = "self.min <= self.max",
        message = "min must not be above max: lower edges.min or raise edges.max")
public record EdgesSpec(
        @JsonPropertyDescription("Fewest edge pods.") @Default("1") @Min(1) @Max(1_000) int min,
        @JsonPropertyDescription("Most edge pods.") @Default("10") @Min(1) @Max(1_000) int max,
        @JsonPropertyDescription(
                        "Gateway sessions that one edge pod is meant to hold; decides how many"
                                + " there are between min and max.")
                @Default("15000")
                @Min(1)
                @Max(100_000)
                int sessionsPerEdge,
        @JsonPropertyDescription(
                        "How many edge pods wait without clients, to take over the port of one that"
                                + " ends. For local mode: on Kubernetes another replica serves.")
                @Default("1")
                @Min(0)
                @Max(10)
                int standbyPods) {

    static final EdgesSpec DEFAULT = new EdgesSpec(1, 10, 15_000, 1);

    /// The same without pods that wait.
    public EdgesSpec withoutStandbys() {
        return new EdgesSpec(min, max, sessionsPerEdge, 0);
    }
}
