package dev.guildhall.bench.plan;

import dev.guildhall.operator.plan.Plan;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// One plan of a cluster of 10,000 guilds that are open on 500 pods of the pool, with 40 edges.
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PlanBenchmark {

    private static final int GUILDS = 10_000;
    private static final int PODS = 500;
    private static final int QUIET = 20;
    private static final int BUSY = 1_400;

    private final LargeCluster rest = LargeCluster.of(GUILDS, PODS, QUIET);
    private final LargeCluster crowded = LargeCluster.of(GUILDS, PODS, BUSY);

    /// Whether these are the clusters that this is about.
    @Setup
    public void check() {
        int moves = crowded.plan().pool().moves().size();
        if (!rest.plan().pool().moves().isEmpty() || moves == 0) {
            throw new IllegalStateException("%d guilds move".formatted(moves));
        }
    }

    /// Nothing is to do.
    @Benchmark
    public Plan atRest() {
        return rest.plan();
    }

    /// Pods are over their limits, and as many guilds move as one plan may move.
    @Benchmark
    public Plan crowded() {
        return crowded.plan();
    }
}
