package dev.guildhall.operator.plan;

import dev.guildhall.operator.api.GuildClusterSpec;
import dev.guildhall.operator.plan.PlanState.Slot;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// Starts what is wanted, restarts what died, replaces what is silent, retires the rest.
final class SlotPlanner {

    private final long leaseMs;
    private final Map<Role, Standbys> standbys;
    private final PlanStep step;

    private SlotPlanner(GuildClusterSpec spec, Map<Role, Standbys> standbys, PlanStep step) {
        this.leaseMs = spec.guilds().leaseSeconds() * 1_000L;
        this.standbys = standbys;
        this.step = step;
    }

    static void plan(
            GuildClusterSpec spec,
            List<WantedSlot> wanted,
            List<Slot> before,
            Map<Role, Standbys> standbys,
            PlanStep step) {
        SlotPlanner planner = new SlotPlanner(spec, standbys, step);
        Map<String, Slot> slots = new TreeMap<>();
        before.forEach(slot -> slots.put(slot.name(), slot));
        for (WantedSlot each : wanted) {
            Slot slot = slots.remove(each.name());
            step.slots.add(slot == null ? planner.start(each, "wanted") : planner.keep(each, slot));
        }
        slots.values().forEach(slot -> step.supersede(slot, true));
        raiseAbove(slots.values(), step);
    }

    /// Guilds of a pool slot that goes are spread over those that stay: whoever gets one has to be
    /// above the epoch that it had.
    private static void raiseAbove(Collection<Slot> gone, PlanStep step) {
        gone.stream()
                .filter(slot -> WantedSlot.isPool(slot.name()))
                .mapToLong(Slot::epoch)
                .max()
                .ifPresent(highest ->
                        step.slots.replaceAll(slot ->
                                WantedSlot.isPool(slot.name()) && slot.epoch() < highest
                                        ? slot.under(step.nextEpoch())
                                        : slot));
    }

    private Slot keep(WantedSlot wanted, Slot slot) {
        Optional<Observed.Pod> pod = step.pod(slot.pod()).filter(Observed.Pod::alive);
        if (pod.isEmpty()) {
            return afterDeath(wanted, slot);
        }
        return ofLiving(wanted, slot, pod.get());
    }

    private Slot afterDeath(WantedSlot wanted, Slot slot) {
        if (slot.retryAtMs() == 0) {
            int failures = ranWell(slot) ? 1 : slot.failures() + 1;
            return restartWhenDue(wanted, with(slot, failures, retryAtMs(slot, failures)));
        }
        return restartWhenDue(wanted, slot);
    }

    /// What was ready served meanwhile: its wait counts from its start, so one that ran for longer
    /// than the wait is started again at once.
    private long retryAtMs(Slot slot, int failures) {
        long fromMs = slot.wasReady() ? slot.startedAtMs() : step.nowMs;
        return Math.max(step.nowMs, fromMs + Limits.backoffMs(failures, slot.wasReady()));
    }

    private Slot restartWhenDue(WantedSlot wanted, Slot slot) {
        if (step.nowMs < slot.retryAtMs()) {
            return slot;
        }
        String exit = step.pod(slot.pod()).map(Observed.Pod::exit).orElse("not found");
        String reason = "%s ended: %s".formatted(slot.pod(), exit);
        return takenOver(wanted, slot, reason)
                .orElseGet(() -> start(wanted, wanted.name(), slot.failures(), reason));
    }

    private Slot ofLiving(WantedSlot wanted, Slot slot, Observed.Pod pod) {
        boolean reported = pod.reportedAtMs() > 0 || slot.wasReady();
        long allowedMs = reported ? leaseMs : Limits.START_MS;
        long silentMs = Math.min(step.silentMs(pod), step.nowMs - slot.startedAtMs());
        if (wanted.role() == Role.EDGE) {
            allowedMs = Math.max(allowedMs, Limits.EDGE_SILENT_MS);
            if (silentMs > allowedMs) {
                kill(pod.name(), "it has been silent for " + silentMs + " ms");
            }
        } else if (silentMs > (crowded(wanted) ? Limits.START_MS : allowedMs)) {
            step.supersede(slot, false);
            return replace(wanted, slot, silentMs);
        }
        return new Slot(
                slot.name(),
                slot.role(),
                slot.pod(),
                slot.epoch(),
                slot.startedAtMs(),
                slot.wasReady() || pod.ready(),
                slot.failures(),
                0);
    }

    /// Silence while former owners still live tells of a machine that is too slow for all of them:
    /// starting yet another at once would only make it slower.
    private boolean crowded(WantedSlot wanted) {
        return step.superseded.stream().filter(each -> each.slot().equals(wanted.name())).count()
                >= Limits.FORMER_OWNERS_MAX;
    }

    private Slot replace(WantedSlot wanted, Slot slot, long silentMs) {
        String reason = "%s has been silent for %d ms".formatted(slot.pod(), silentMs);
        return takenOver(wanted, slot, reason)
                .orElseGet(() -> {
                    long epoch = step.nextEpoch();
                    String name = wanted.name() + "-e" + epoch;
                    return started(wanted, name, epoch, slot.failures(), reason);
                });
    }

    /// By a standby of its role, when there is one.
    private Optional<Slot> takenOver(WantedSlot wanted, Slot slot, String reason) {
        return Objects.requireNonNull(standbys.get(wanted.role()))
                .take()
                .map(standby -> {
                    long epoch = step.nextEpoch();
                    step.takeovers.add(
                            new Plan.Takeover(standby.pod(), wanted.name(), epoch, reason));
                    return new Slot(
                            wanted.name(),
                            wanted.role(),
                            standby.pod(),
                            epoch,
                            step.nowMs,
                            standby.wasReady(),
                            Math.max(1, slot.failures()),
                            0);
                });
    }

    private void kill(String pod, String reason) {
        step.kills.add(new Plan.Kill(pod, true, reason));
    }

    private Slot start(WantedSlot wanted, String reason) {
        return start(wanted, wanted.name(), 0, reason);
    }

    private Slot start(WantedSlot wanted, String name, int failures, String reason) {
        boolean taken = step.superseded.stream().anyMatch(each -> each.pod().equals(name));
        long epoch = step.nextEpoch();
        return started(wanted, taken ? name + "-e" + epoch : name, epoch, failures, reason);
    }

    private Slot started(WantedSlot wanted, String pod, long epoch, int failures, String reason) {
        step.starts.add(new Plan.Start(pod, wanted.role(), wanted.ordinal(), epoch, reason));
        return new Slot(wanted.name(), wanted.role(), pod, epoch, step.nowMs, false, failures, 0);
    }

    private boolean ranWell(Slot slot) {
        return slot.wasReady() && step.nowMs - slot.startedAtMs() >= Limits.STEADY_MS;
    }

    private static Slot with(Slot slot, int failures, long retryAtMs) {
        return new Slot(
                slot.name(),
                slot.role(),
                slot.pod(),
                slot.epoch(),
                slot.startedAtMs(),
                slot.wasReady(),
                failures,
                retryAtMs);
    }
}
