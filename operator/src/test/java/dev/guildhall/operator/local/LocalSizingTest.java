package dev.guildhall.operator.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.operator.api.GuildClusterSpec;
import dev.guildhall.operator.plan.Observed;
import dev.guildhall.operator.plan.Plan;
import dev.guildhall.operator.plan.PlanState;
import dev.guildhall.operator.plan.Planner;
import dev.guildhall.operator.schema.ManifestReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Local mode runs as many edges as it is told at least, and says what the load would need.
class LocalSizingTest {

    private static final Path SAMPLE = Path.of("../manifests/samples/local.yaml");
    private static final long NOW_MS = 1_000_000;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void thatMoreEdgesAreNeededIsSaidAndNoneIsStarted() throws Exception {
        // Given
        GuildClusterSpec spec = settings(new ManifestReader().read(SAMPLE)).spec();
        PlanState started = plan(spec, List.of(), PlanState.initial(1)).next();
        Observed.Pod edge =
                new Observed.Pod(
                        "edge-0", true, true, NOW_MS, "", new Observed.Edge("", 40_000, 0));

        // When
        Plan plan = plan(spec, List.of(edge), started);
        new OperatorMetrics(registry).planned(plan);

        // Then
        assertThat(plan.starts()).extracting(Plan.Start::pod).doesNotContain("edge-1");
        assertThat(gauge("operator_edges_needed")).isEqualTo(4);
        assertThat(gauge("operator_edges_desired")).isEqualTo(1);
        assertThat(gauge("operator_edges_limit", "reason", "AtMaximum")).isEqualTo(1);
        assertThat(gauge("operator_edges_limit", "reason", "WithinBounds")).isZero();
        assertThat(gauge("operator_guild_pods_memory_bytes")).isEqualTo(1_024L << 20);
    }

    private static LocalMode.Settings settings(GuildClusterSpec spec) {
        return new LocalMode.Settings(spec, Path.of(""), 1, 1, "", false, Map.of());
    }

    private static Plan plan(GuildClusterSpec spec, List<Observed.Pod> pods, PlanState before) {
        return Planner.plan(spec, new Observed(pods, Map.of(), List.of(), false), NOW_MS, before);
    }

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }
}
