package dev.guildhall.operator.plan;

import dev.guildhall.operator.api.GuildClusterSpec;
import java.util.List;

/// The plan: pure, the same for local mode and Kubernetes.
///
/// 1. which guilds are large ([LargeGuilds]), hence which pods are wanted ([WantedSlot]);
/// 2. for each wanted pod: start it, restart it, replace it or leave it ([SlotPlanner]), if there
///    is one by a pod that stands by for that ([Standbys]);
/// 3. what to do about pods that are not wanted any more ([SupersededPods]);
/// 4. who hosts what, each change under a fresh epoch ([Placements]).
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
                        observed.online(),
                        spec.guilds().largeGuild().online(),
                        nowMs);
        PlanStep step = new PlanStep(observed, nowMs, patientSinceMs, before.lastEpoch());
        step.superseded.addAll(before.superseded());
        Standbys standbys =
                new Standbys(
                        before.standbys(),
                        spec.guilds().leaseSeconds() * 1_000L,
                        spec.guilds().standbyPods(),
                        step);
        SlotPlanner.plan(spec, WantedSlot.of(spec, large), before.slots(), standbys, step);
        List<PlanState.Slot> waiting = standbys.next();
        SupersededPods.plan(spec, step);
        List<PlanState.Placement> placements =
                Placements.next(WantedSlot.dedicated(spec, large), before.placements(), step);
        PlanState next =
                new PlanState(
                        step.lastEpoch(),
                        nowMs,
                        patientSinceMs,
                        step.slots,
                        waiting,
                        step.superseded,
                        large,
                        placements);
        return new Plan(
                List.copyOf(step.starts),
                List.copyOf(step.takeovers),
                List.copyOf(step.kills),
                Placements.routes(step, waiting, placements),
                next);
    }
}
