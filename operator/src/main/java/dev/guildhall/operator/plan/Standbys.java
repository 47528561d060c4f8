package dev.guildhall.operator.plan;

import dev.guildhall.operator.plan.PlanState.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Pods of one role that wait without work: started, connected, and given the place of one that
/// ends or falls silent, so that an outage does not last as long as a program's start. See
/// docs/decisions/0009.
///
/// New ones are started only while all other pods are at work: what has to come back comes first.
final class Standbys {

    private final Role role;
    private final String prefix;
    private final long leaseMs;
    private final int wanted;
    private final PlanStep step;
    private final List<Slot> waiting;

    /// @param before the standbys of all roles
    /// @param leaseMs how long a pod may be silent
    /// @param wanted how many there should be
    Standbys(Role role, List<Slot> before, long leaseMs, int wanted, PlanStep step) {
        this.role = role;
        this.prefix = role.label() + "-standby-";
        this.waiting = new ArrayList<>(before);
        waiting.removeIf(slot -> slot.role() != role);
        this.leaseMs = leaseMs;
        this.wanted = wanted;
        this.step = step;
    }

    /// Gives one away: one that is ready, else one that still starts, which is further on than a
    /// fresh one.
    Optional<Slot> take() {
        Optional<Slot> best =
                waiting.stream()
                        .filter(this::answers)
                        .max(
                                Comparator.comparing(Slot::wasReady)
                                        .thenComparing(Slot::startedAtMs, Comparator.reverseOrder())
                                        .thenComparing(Slot::name, Comparator.reverseOrder()));
        best.ifPresent(waiting::remove);
        return best;
    }

    /// The standbys from now on. To be called when all other pods are planned, with the standbys
    /// that come first.
    List<Slot> next(List<Slot> first) {
        boolean calm = Stream.concat(step.slots.stream(), first.stream()).allMatch(this::atWork);
        List<Slot> next = new ArrayList<>();
        for (Slot slot : waiting) {
            if (next.size() < wanted) {
                next.add(keep(slot, calm));
            } else {
                step.supersede(slot, true);
            }
        }
        while (calm && next.size() < wanted) {
            next.add(start(freeName(next), 0));
        }
        return next;
    }

    private Slot keep(Slot slot, boolean calm) {
        Optional<Observed.Pod> pod = living(slot);
        if (pod.isEmpty()) {
            return afterDeath(slot, calm);
        }
        if (!answers(slot)) {
            String reason = "it has been silent for " + silentMs(slot, pod.get()) + " ms";
            step.kills.add(new Plan.Kill(slot.pod(), true, reason));
        }
        return with(slot, slot.wasReady() || pod.get().ready(), slot.failures(), 0);
    }

    /// Its wait is that of a pod that never got ready: nobody is served less meanwhile.
    private Slot afterDeath(Slot slot, boolean calm) {
        if (slot.retryAtMs() == 0) {
            boolean ranWell =
                    slot.wasReady() && step.nowMs - slot.startedAtMs() >= Limits.STEADY_MS;
            int failures = ranWell ? 1 : slot.failures() + 1;
            long retryAtMs = step.nowMs + Limits.backoffMs(failures, false);
            return afterDeath(with(slot, slot.wasReady(), failures, retryAtMs), calm);
        }
        return calm && step.nowMs >= slot.retryAtMs() ? start(slot.pod(), slot.failures()) : slot;
    }

    private Slot start(String pod, int failures) {
        long epoch = step.nextEpoch();
        step.starts.add(new Plan.Start(pod, role, Plan.NOWHERE, epoch, "to stand by"));
        return new Slot(pod, role, pod, epoch, step.nowMs, false, failures, 0);
    }

    /// Whether a pod has come back for long enough not to need the processor for itself.
    private boolean atWork(Slot slot) {
        long firstMs =
                switch (role) {
                    case GUILD -> Limits.FIRST_GUILD_STANDBY_MS;
                    case EDGE -> Limits.FIRST_EDGE_STANDBY_MS;
                };
        long settleMs = slot.failures() == 0 ? firstMs : Limits.NEXT_STANDBY_MS;
        return slot.wasReady()
                && step.nowMs - slot.startedAtMs() >= settleMs
                && step.pod(slot.pod()).filter(Observed.Pod::alive).isPresent();
    }

    private boolean answers(Slot slot) {
        return living(slot).filter(pod -> silentMs(slot, pod) <= allowedMs(slot, pod)).isPresent();
    }

    private Optional<Observed.Pod> living(Slot slot) {
        return step.pod(slot.pod()).filter(Observed.Pod::alive);
    }

    private long silentMs(Slot slot, Observed.Pod pod) {
        return Math.min(step.silentMs(pod), step.nowMs - slot.startedAtMs());
    }

    private long allowedMs(Slot slot, Observed.Pod pod) {
        return pod.reportedAtMs() > 0 || slot.wasReady() ? leaseMs : Limits.START_MS;
    }

    /// The lowest that no pod has: names, and with them logs, are few.
    private String freeName(List<Slot> standbys) {
        Set<String> taken = new HashSet<>();
        step.slots.forEach(slot -> taken.add(slot.pod()));
        step.superseded.forEach(each -> taken.add(each.pod()));
        standbys.forEach(slot -> taken.add(slot.pod()));
        step.observed.pods().stream()
                .filter(Observed.Pod::alive)
                .forEach(pod -> taken.add(pod.name()));
        int number = 1;
        while (taken.contains(prefix + number)) {
            number++;
        }
        return prefix + number;
    }

    private static Slot with(Slot slot, boolean wasReady, int failures, long retryAtMs) {
        return new Slot(
                slot.name(),
                slot.role(),
                slot.pod(),
                slot.epoch(),
                slot.startedAtMs(),
                wasReady,
                failures,
                retryAtMs);
    }
}
