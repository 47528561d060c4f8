package dev.guildhall.operator.local;

import dev.guildhall.operator.plan.Plan;
import dev.guildhall.operator.plan.PlanState;
import dev.guildhall.operator.plan.edges.EdgeLimit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What the load asks for, and what is done about it.
final class SizingMetrics {

    private static final double MIB = 1 << 20;

    private final MeterRegistry registry;
    private final Counter moves;
    private final AtomicReference<@Nullable Plan> last = new AtomicReference<>();

    SizingMetrics(MeterRegistry registry) {
        this.registry = registry;
        gauge("operator_edges_needed", "Edges that the sessions need", SizingMetrics::needed);
        gauge(
                "operator_edges_desired",
                "Edges that there should be, within the bounds",
                plan -> plan.edges().desired());
        gauge(
                "operator_edges_replicas",
                "Edges that are asked for, with those that drain",
                plan -> plan.edges().replicas());
        gauge(
                "operator_edges_leaving",
                "Edges that drain or are about to end",
                plan -> plan.edges().leaving().size());
        for (EdgeLimit limit : EdgeLimit.values()) {
            Gauge.builder("operator_edges_limit", last, plan -> isLimit(plan, limit))
                    .description("1 for what keeps the number of edges from what is needed")
                    .tag("reason", limit.reason())
                    .register(registry);
        }
        gauge(
                "operator_pool_pods_crowded",
                "Pods of the pool over their limits",
                plan -> plan.pool().crowded().size());
        gauge(
                "operator_pool_pods_needed",
                "Pods of the pool that its guilds need at least",
                plan -> plan.pool().podsNeeded());
        gauge(
                "operator_guilds_oversized",
                "Guilds of the pool that are over a pod's limits alone",
                plan -> plan.pool().oversized().size());
        gauge(
                "operator_guilds_pinned",
                "Guilds of the pool that are not where hashing puts them",
                plan -> plan.next().pool().pins().size());
        Gauge.builder("operator_guild_pods_memory_bytes", last, SizingMetrics::memory)
                .description("Memory that the guild pods ask for")
                .baseUnit("bytes")
                .register(registry);
        moves =
                Counter.builder("operator_guild_moves_total")
                        .description("Guilds moved within the pool because of load")
                        .register(registry);
    }

    void planned(Plan plan) {
        last.set(plan);
        moves.increment(plan.pool().moves().size());
    }

    private void gauge(String name, String description, ToDoubleFunction<Plan> figure) {
        Gauge.builder(name, last, plan -> of(plan, figure))
                .description(description)
                .register(registry);
    }

    private static double of(AtomicReference<@Nullable Plan> last, ToDoubleFunction<Plan> figure) {
        Plan plan = last.get();
        return plan == null ? 0 : figure.applyAsDouble(plan);
    }

    /// Not a number while no edge has reported.
    private static double needed(Plan plan) {
        Long needed = plan.edges().needed();
        return needed == null ? Double.NaN : needed;
    }

    private static double isLimit(AtomicReference<@Nullable Plan> last, EdgeLimit limit) {
        return of(last, plan -> plan.edges().limit() == limit ? 1 : 0);
    }

    private static double memory(AtomicReference<@Nullable Plan> last) {
        return of(
                last,
                plan ->
                        MIB
                                * plan.next().shapes().stream()
                                        .mapToLong(PlanState.PodShape::memoryMiB)
                                        .sum());
    }
}
