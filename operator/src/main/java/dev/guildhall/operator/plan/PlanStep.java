package dev.guildhall.operator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one call of the planner gathers. Never leaves the call.
final class PlanStep {

    final Observed observed;
    final long nowMs;
    final long patientSinceMs;
    final List<PlanState.Slot> slots = new ArrayList<>();
    final List<PlanState.Superseded> superseded = new ArrayList<>();
    final List<Plan.Start> starts = new ArrayList<>();
    final List<Plan.Takeover> takeovers = new ArrayList<>();
    final List<Plan.Kill> kills = new ArrayList<>();
    private final Map<String, Observed.Pod> pods;
    private long lastEpoch;

    PlanStep(Observed observed, long nowMs, long patientSinceMs, long lastEpoch) {
        this.observed = observed;
        this.nowMs = nowMs;
        this.patientSinceMs = patientSinceMs;
        this.lastEpoch = lastEpoch;
        this.pods = observed.byName();
    }

    Optional<Observed.Pod> pod(String name) {
        return Optional.ofNullable(pods.get(name));
    }

    /// Whether what a pod said last still counts.
    boolean isFresh(Observed.Pod pod) {
        return nowMs - pod.reportedAtMs() <= Limits.REPORT_MS;
    }

    /// A living pod has no work any more.
    ///
    /// @param retired it is not wanted, rather than silent
    void supersede(PlanState.Slot slot, boolean retired) {
        if (pod(slot.pod()).filter(Observed.Pod::alive).isPresent()) {
            superseded.add(
                    new PlanState.Superseded(
                            slot.pod(), slot.name(), slot.role(), retired, nowMs, 0));
        }
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
