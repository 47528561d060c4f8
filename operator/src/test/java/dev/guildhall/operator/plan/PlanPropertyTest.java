package dev.guildhall.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Random lives of a cluster: pods die, freeze and thaw, guilds grow and shrink, the operator is
/// away. [SimulatedCluster] checks each plan; here it has to come to rest.
class PlanPropertyTest {

    @Property(tries = 200)
    void everyPlanIsSafeAndTheClusterComesToRest(
            @ForAll("lives") List<SimulatedCluster.Happening> life) {
        // Given
        var cluster = new SimulatedCluster();

        // When
        life.forEach(cluster::happen);
        cluster.thawAll();
        cluster.rest();

        // Then
        assertThat(cluster.isWhole()).as("every wanted pod lives, and no other").isTrue();
        assertThat(cluster.plan().starts()).isEmpty();
        assertThat(cluster.plan().kills()).isEmpty();
        assertThat(cluster.plan().pool().moves()).isEmpty();
    }

    @Provide
    Arbitrary<List<SimulatedCluster.Happening>> lives() {
        return Arbitraries.of(SimulatedCluster.Happening.class).list().ofMinSize(1).ofMaxSize(120);
    }
}
