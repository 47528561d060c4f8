package dev.guildhall.operator.plan.edges;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// Random histories of load, silence, deaths and pauses. [SimulatedFleet] checks each plan; here
/// the fleet has to come to rest with what the load needs.
class EdgePropertyTest {

    private static final EdgeSizing SIZING =
            new EdgeSizing(2, 12, 1_000, 20, 10, 120_000, 2, 120_000, false, null);

    /// A stretch of time.
    ///
    /// @param kill which edge dies at its beginning, below 0 for none
    record Stretch(
            int steps, long people, boolean silent, boolean stuck, boolean paused, int kill) {}

    @Property(tries = 200)
    void everyPlanIsSafeAndTheFleetComesToRest(
            @ForAll("lives") List<Stretch> life, @ForAll @IntRange(max = 14_000) int atLast) {
        // Given
        var fleet = new SimulatedFleet(SIZING);

        // When
        for (Stretch each : life) {
            fleet.pause(each.paused);
            if (each.kill >= 0) {
                fleet.kill(each.kill);
            }
            rest(fleet, each.steps, each.people, each.silent, each.stuck);
        }
        fleet.pause(false);
        rest(fleet, 24 + 2 * 24 + 12 * 30, atLast, false, false);
        int settled = fleet.plan().replicas();
        rest(fleet, 100, atLast, false, false);

        // Then
        assertThat(fleet.plan().replicas()).as("it stays").isEqualTo(settled);
        assertThat(fleet.size()).isEqualTo(settled);
        assertThat(fleet.plan().desired()).isEqualTo(settled);
        assertThat(fleet.plan().leaving()).isEmpty();
        assertThat(settled == SIZING.max() || !SIZING.above(atLast, settled))
                .as("enough edges")
                .isTrue();
        assertThat(
                        SIZING.bounded(SIZING.needed(atLast)) >= settled
                                || !SIZING.below(atLast, settled))
                .as("not too many edges")
                .isTrue();
    }

    @Property(tries = 200)
    void noiseWithinTheToleranceMovesTheNumberAtMostUpAndThenDown(
            @ForAll @IntRange(min = 500, max = 9_000) int people,
            @ForAll @IntRange(max = 9_000) int before,
            @ForAll long seed) {
        // Given
        var fleet = new SimulatedFleet(SIZING);
        rest(fleet, 60, before, false, false);
        int changes = fleet.asked().size();
        var random = new Random(seed);

        // When
        for (int round = 0; round < 300; round++) {
            long noise = people * (long) random.nextInt(101) / 1_000;
            fleet.step(people + noise, false, false);
        }

        // Then
        List<Integer> after = fleet.asked().subList(changes - 1, fleet.asked().size());
        boolean down = false;
        for (int i = 1; i < after.size(); i++) {
            boolean falls = after.get(i) < after.get(i - 1);
            assertThat(down && !falls).as("down and up again: %s", after).isFalse();
            down |= falls;
        }
    }

    private static void rest(
            SimulatedFleet fleet, int steps, long people, boolean silent, boolean stuck) {
        for (int i = 0; i < steps; i++) {
            fleet.step(people, silent, stuck);
        }
    }

    @Provide
    Arbitrary<List<Stretch>> lives() {
        Arbitrary<Boolean> seldom = Arbitraries.of(true, false, false, false);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 60),
                        Arbitraries.longs().between(0, 14_000),
                        seldom,
                        seldom,
                        seldom,
                        Arbitraries.integers().between(-8, 8))
                .as(Stretch::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }
}
