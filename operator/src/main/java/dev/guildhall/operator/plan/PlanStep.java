package dev.guildhall.operator.plan;

import java.util.ArrayList;
import java.util.List;

/// What one call of the planner gathers. Never leaves the call.
final class PlanStep {

    final Observed observed;
    final long nowMs;
    final long patientSinceMs;
    final List<PlanState.Slot> slots = new ArrayList<>();
    final List<PlanState.Superseded> superseded = new ArrayList<>();
    final List<Plan.Start> starts = new ArrayList<>();
    final List<Plan.Kill> kills = new ArrayList<>();
    private long lastEpoch;

    PlanStep(Observed observed, long nowMs, long patientSinceMs, long lastEpoch) {
        this.observed = observed;
        this.nowMs = nowMs;
        this.patientSinceMs = patientSinceMs;
        this.lastEpoch = lastEpoch;
    }

    long nextEpoch() {
        return ++lastEpoch;
    }

    long lastEpoch() {
        return lastEpoch;
    }

    /// Since when a living pod has been silent, at the earliest.
    long silentMs(Observed.Pod pod) {
        return nowMs - Math.max(pod.reportedAtMs(), patientSinceMs);
    }
}
