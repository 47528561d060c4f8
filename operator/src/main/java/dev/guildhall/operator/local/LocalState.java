package dev.guildhall.operator.local;

import dev.guildhall.operator.observe.RouteTable;
import dev.guildhall.operator.plan.PlanState;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the operator keeps on disk: enough to go on after it was killed, and what `status` shows.
///
/// @param directoryPort where pods find the directory; kept, since they are told once
/// @param ready whether every wanted pod is ready
public record LocalState(
        int directoryPort,
        Endpoints endpoints,
        boolean ready,
        @Nullable ProcessRecord operator,
        List<ProcessRecord> processes,
        RouteTable table,
        PlanState plan) {

    /// What clients are told to connect to.
    public record Endpoints(String url, String api, String gateway) {}

    /// Whether a process is a guild pod that has no guilds and waits to take another's.
    public boolean standsBy(ProcessRecord process) {
        return plan.standsBy(process.name());
    }

    public LocalState {
        Objects.requireNonNull(endpoints, "endpoints");
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(plan, "plan");
        processes = List.copyOf(processes);
    }
}
