package dev.guildhall.operator.local;

import dev.guildhall.operator.plan.Plan;
import dev.guildhall.operator.plan.Role;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The operator's figures.
public final class OperatorMetrics {

    private final Timer planTime;
    private final Map<Role, Counter> starts = new EnumMap<>(Role.class);
    private final Counter takeovers;
    private final SizingMetrics figures;
    private final AtomicReference<@Nullable LocalState> last = new AtomicReference<>();

    public OperatorMetrics(MeterRegistry registry) {
        planTime =
                Timer.builder("operator_plan_seconds")
                        .description("Time to make a plan")
                        .register(registry);
        for (Role role : Role.values()) {
            starts.put(
                    role,
                    Counter.builder("operator_pod_starts_total")
                            .description("Pods started, first starts and restarts")
                            .tag("role", role.label())
                            .register(registry));
        }
        takeovers =
                Counter.builder("operator_takeovers_total")
                        .description("Standbys that took another pod's work over")
                        .register(registry);
        Gauge.builder("operator_pods", last, state -> count(state, false))
                .description("Living pods")
                .register(registry);
        Gauge.builder("operator_pods_ready", last, state -> count(state, true))
                .description("Living pods that are ready")
                .register(registry);
        figures = new SizingMetrics(registry);
        Gauge.builder("operator_assignments_version", last, OperatorMetrics::version)
                .register(registry);
    }

    Plan timed(Supplier<Plan> plan) {
        return Objects.requireNonNull(planTime.record(plan));
    }

    void started(Role role) {
        Objects.requireNonNull(starts.get(role)).increment();
    }

    void takenOver() {
        takeovers.increment();
    }

    void observed(LocalState state) {
        last.set(state);
    }

    void planned(Plan plan) {
        figures.planned(plan);
    }

    private static double count(AtomicReference<@Nullable LocalState> last, boolean readyOnly) {
        LocalState state = last.get();
        return state == null
                ? 0
                : state.processes().stream().filter(each -> each.ready() || !readyOnly).count();
    }

    private static double version(AtomicReference<@Nullable LocalState> last) {
        LocalState state = last.get();
        return state == null ? 0 : state.table().version();
    }
}
