package dev.guildhall.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import org.jspecify.annotations.Nullable;

/// Edge pods. Local mode runs `min` of them; the rest but for `standbyPods` only counts in what its
/// metrics say would be needed.
@ValidationRule(
        value = "self.min <= self.max",
        message = "min must not be above max: lower edges.min or raise edges.max")
@ValidationRule(
        value = "self.autoscaling == 'external' || self.replicas == oldSelf.replicas",
        message =
                "the operator itself decides how many edges there are: set edges.autoscaling to"
                        + " external to scale from outside, or change edges.min and edges.max")
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
                        "Room to keep free for people who come, in percent of those online: with 20"
                                + " there are edges for 120 sessions when 100 people are online.")
                @Default("20")
                @Min(0)
                @Max(400)
                int bufferPercent,
        @JsonPropertyDescription(
                        "By how many percent the edges that are needed may differ from those that"
                                + " there are before anything is done. Keeps small changes of the"
                                + " load from starting and ending pods.")
                @Default("10")
                @Min(0)
                @Max(50)
                int tolerancePercent,
        @JsonPropertyDescription(
                        "How edges become fewer. They become more at once, and are never ended"
                                + " before their sessions have moved.")
                @Default("{}")
                ScaleDownSpec scaleDown,
        @JsonPropertyDescription(
                        "Who decides how many edges there are. builtin: the operator, by the people"
                                + " online. external: whoever writes replicas, such as a"
                                + " HorizontalPodAutoscaler or KEDA on /scale.")
                @Default("builtin")
                Autoscaling autoscaling,
        @JsonPropertyDescription(
                        "How many edges are wanted from outside; what /scale and `kubectl scale`"
                                + " write. Counts with autoscaling: external only, and is held"
                                + " between min and max.")
                @Default("1")
                @Min(1)
                @Max(1_000)
                @SpecReplicas
                int replicas,
        @JsonPropertyDescription(
                        "How many edge pods wait without clients, to take over the port of one that"
                                + " ends. For local mode: on Kubernetes another replica serves.")
                @Default("1")
                @Min(0)
                @Max(10)
                int standbyPods,
        @JsonPropertyDescription("Processor and memory of each edge pod's container.")
                @Nullable ResourcesSpec resources) {

    static final EdgesSpec DEFAULT =
            new EdgesSpec(
                    1, 10, 15_000, 20, 10, ScaleDownSpec.DEFAULT, Autoscaling.BUILTIN, 1, 1, null);

    /// Who decides how many edges there are.
    public enum Autoscaling {
        @JsonProperty("builtin")
        BUILTIN,
        @JsonProperty("external")
        EXTERNAL
    }

    @SuppressWarnings("ConstantValue") // a manifest may leave them out
    public EdgesSpec {
        scaleDown = scaleDown == null ? ScaleDownSpec.DEFAULT : scaleDown;
        autoscaling = autoscaling == null ? Autoscaling.BUILTIN : autoscaling;
    }

    /// The same with always `min` edges: local mode's have ports that clients were told.
    public EdgesSpec withoutScaling() {
        return new EdgesSpec(
                min,
                min,
                sessionsPerEdge,
                bufferPercent,
                tolerancePercent,
                scaleDown,
                Autoscaling.BUILTIN,
                min,
                standbyPods,
                resources);
    }

    /// The same without pods that wait.
    public EdgesSpec withoutStandbys() {
        return new EdgesSpec(
                min,
                max,
                sessionsPerEdge,
                bufferPercent,
                tolerancePercent,
                scaleDown,
                autoscaling,
                replicas,
                0,
                resources);
    }
}
