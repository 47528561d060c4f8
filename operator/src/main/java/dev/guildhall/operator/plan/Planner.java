package dev.guildhall.operator.plan;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.operator.api.GuildClusterSpec;
import dev.guildhall.operator.plan.edges.EdgePlan;
import dev.guildhall.operator.plan.edges.EdgePlanner;
import dev.guildhall.operator.plan.edges.EdgeSizing;
import dev.guildhall.operator.plan.packing.PackingLimits;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The plan: pure, the same for local mode and Kubernetes.
///
/// 1. which guilds are large ([LargeGuilds]) and how many edges the people need ([EdgePlanner]),
///    hence which pods are wanted ([WantedSlot]);
/// 2. for each wanted pod: start it, restart it, replace it or leave it ([SlotPlanner]), if there
///    is one by a pod that stands by for that ([Standbys]);
/// 3. what to do about pods that are not wanted any more ([SupersededPods]);
/// 4. which guilds of the pool their load moves ([PoolBalance]);
/// 5. who hosts what, each change under a fresh epoch ([Placements]).
public final class Planner {

    private Planner() {}

    /// Plans once. Give the `next` state of one plan to the following one.
    ///
    /// @param nowMs Unix time in milliseconds; a jump forward counts as an absence of the planner
    public static Plan plan(
            GuildClusterSpec spec, Observed observed, long nowMs, PlanState before) {
        boolean away = nowMs - before.plannedAtMs() > Limits.ABSENCE_MS;
        long patientSinceMs = before.plannedAtMs() == 0 || away ? nowMs : before.patientSinceMs();
        List<PlanState.Large> large =
                LargeGuilds.next(
                        before.large(),
                        observed.loads(),
                        spec.guilds().largeGuild().online(),
                        nowMs);
        PlanStep step = new PlanStep(observed, nowMs, patientSinceMs, before.lastEpoch());
        step.superseded.addAll(before.superseded());
        Map<Role, Standbys> standbys = standbys(spec, before.standbys(), step);
        EdgePlan edges =
                EdgePlanner.plan(
                        EdgeSizing.of(spec),
                        EdgeSlots.loads(before.slots(), step),
                        nowMs,
                        before.edges());
        List<WantedSlot> wanted = WantedSlot.of(spec, large, EdgeSlots.next(before.slots(), edges));
        SlotPlanner.plan(spec, wanted, before.slots(), standbys, step);
        List<PlanState.Slot> waiting = new ArrayList<>();
        standbys.values().forEach(each -> waiting.addAll(each.next(List.copyOf(waiting))));
        SupersededPods.plan(spec, step);
        List<GuildId> own = WantedSlot.dedicated(spec, large);
        PackingLimits limits = PackingLimits.of(spec);
        PoolBalance.Result pool = PoolBalance.next(limits, before.pool(), own, step);
        List<PlanState.Placement> placements =
                Placements.next(own, pool.state().pins(), before.placements(), step);
        PlanState next =
                new PlanState(
                        step.lastEpoch(),
                        nowMs,
                        patientSinceMs,
                        step.slots,
                        waiting,
                        step.superseded,
                        large,
                        placements,
                        PodShapes.next(limits, step, own, before.shapes()),
                        pool.state(),
                        edges.next());
        return new Plan(
                List.copyOf(step.starts),
                List.copyOf(step.takeovers),
                List.copyOf(step.kills),
                Placements.routes(step, waiting, placements),
                pool.packed(),
                edges,
                next);
    }

    private static Map<Role, Standbys> standbys(
            GuildClusterSpec spec, List<PlanState.Slot> before, PlanStep step) {
        long leaseMs = spec.guilds().leaseSeconds() * 1_000L;
        Map<Role, Standbys> standbys = new EnumMap<>(Role.class);
        standbys.put(
                Role.GUILD,
                new Standbys(Role.GUILD, before, leaseMs, spec.guilds().standbyPods(), step));
        standbys.put(
                Role.EDGE,
                new Standbys(Role.EDGE, before, leaseMs, spec.edges().standbyPods(), step));
        return standbys;
    }
}
