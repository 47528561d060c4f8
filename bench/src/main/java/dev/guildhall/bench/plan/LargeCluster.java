package dev.guildhall.bench.plan;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.operator.api.GuildClusterSpec;
import dev.guildhall.operator.plan.Observed;
import dev.guildhall.operator.plan.Plan;
import dev.guildhall.operator.plan.PlanState;
import dev.guildhall.operator.plan.Planner;
import dev.guildhall.operator.plan.packing.GuildLoad;
import dev.guildhall.operator.schema.ManifestException;
import dev.guildhall.operator.schema.ManifestReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// A cluster whose pods are all at work, and what one more plan is made of.
///
/// @param before the state with which [#plan] starts
record LargeCluster(GuildClusterSpec spec, Observed observed, long nowMs, PlanState before) {

    private static final int EDGES = 40;

    /// As many plans, two seconds apart, as pass until a crowded pool is seen to: the next one
    /// moves guilds.
    private static final int ROUNDS = 16;

    /// @param busy events a second of the busiest guild; 2,000 are a pod's limit
    static LargeCluster of(int guilds, int pods, int busy) {
        GuildClusterSpec spec = spec(pods);
        Map<GuildId, GuildLoad> loads = loads(guilds, busy);
        long nowMs = 1_000_000;
        PlanState state = PlanState.initial(1);
        Observed observed = new Observed(List.of(), loads, List.of(), false);
        for (int round = 0; round < ROUNDS; round++) {
            nowMs += 2_000;
            state = Planner.plan(spec, observed, nowMs, state).next();
            observed = observed(state, loads, nowMs + 2_000);
        }
        return new LargeCluster(spec, observed, nowMs + 2_000, state);
    }

    Plan plan() {
        return Planner.plan(spec, observed, nowMs, before);
    }

    private static GuildClusterSpec spec(int pods) {
        try {
            return new ManifestReader()
                    .read(
                            """
                            apiVersion: guildhall.dev/v1alpha1
                            kind: GuildCluster
                            metadata: {name: bench}
                            spec:
                              edges: {min: %d, max: 100, standbyPods: 0}
                              guilds: {pooledPods: %d, standbyPods: 1}
                              store: {kind: cassandra}
                            """
                                    .formatted(EDGES, pods));
        } catch (ManifestException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Most guilds are quiet: what a guild costs falls steeply with its rank.
    private static Map<GuildId, GuildLoad> loads(int guilds, int busy) {
        Random random = new Random(5);
        Map<GuildId, GuildLoad> loads = new HashMap<>();
        while (loads.size() < guilds) {
            double rank = random.nextDouble();
            double cost = Math.pow(rank, 4);
            loads.put(
                    new GuildId(random.nextLong() >>> 1),
                    new GuildLoad(50 + (long) (cost * 50_000), (long) (cost * 900), cost * busy));
        }
        return loads;
    }

    private static Observed observed(PlanState state, Map<GuildId, GuildLoad> loads, long nowMs) {
        List<Observed.Pod> pods =
                Stream.concat(state.slots().stream(), state.standbys().stream())
                        .map(slot ->
                                new Observed.Pod(
                                        slot.pod(),
                                        true,
                                        true,
                                        nowMs - 500,
                                        "",
                                        slot.name().startsWith("edge-")
                                                ? new Observed.Edge("", 9_000, 0)
                                                : null))
                        .toList();
        return new Observed(pods, loads, List.of(), false);
    }
}
