package dev.guildhall.operator.plan;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.operator.plan.edges.EdgesState;
import java.util.List;

/// What the plan remembers from one time to the next. Kept on disk, so an operator that comes back
/// goes on where the last one was.
///
/// @param lastEpoch the highest epoch that was ever given out; grows for the life of a cluster
/// @param plannedAtMs when the last plan was made, 0 for never
/// @param patientSinceMs silence of pods counts from here: the plan itself was away until then
/// @param slots one for each pod that is wanted, by name
/// @param standbys pods that wait to take over; a slot's name is its pod's
/// @param superseded pods whose work was given to another while they still lived
/// @param large guilds that have a pod of their own because of their size
/// @param placements guilds that the pool's hashing does not decide
/// @param shapes what guild pods ask for
/// @param pool which guilds packing has moved
/// @param edges how many edges were asked for, and which are to go
public record PlanState(
        long lastEpoch,
        long plannedAtMs,
        long patientSinceMs,
        List<Slot> slots,
        List<Slot> standbys,
        List<Superseded> superseded,
        List<Large> large,
        List<Placement> placements,
        List<PodShape> shapes,
        PoolState pool,
        EdgesState edges) {

    /// A place for one pod, and the pod that fills it.
    ///
    /// @param name `edge-0`, `guild-pool-1`, `guild-<id>`; stable over restarts
    /// @param pod the pod's name, equal to the slot's unless it replaced a silent one
    /// @param epoch of the pod's start; its guilds are held under it
    /// @param wasReady whether this start has been ready
    /// @param failures starts that ended since it last ran well
    /// @param retryAtMs when to start it again after it died, 0 while it lives
    public record Slot(
            String name,
            Role role,
            String pod,
            long epoch,
            long startedAtMs,
            boolean wasReady,
            int failures,
            long retryAtMs) {

        /// The same under another epoch.
        Slot under(long epoch) {
            return new Slot(name, role, pod, epoch, startedAtMs, wasReady, failures, retryAtMs);
        }
    }

    /// A pod that has no work any more and should end by itself.
    ///
    /// @param slot the place that it filled
    /// @param retired it was not silent, only not wanted any more: it is told who does its work now
    /// @param respondingSinceMs when it was first heard of again, 0 for not yet
    public record Superseded(
            String pod,
            String slot,
            Role role,
            boolean retired,
            long sinceMs,
            long respondingSinceMs) {}

    /// @param belowSinceMs since when it has been below half of the threshold, 0 for not
    public record Large(GuildId guildId, long belowSinceMs) {}

    /// @param slot the slot that hosts the guild
    /// @param slotEpoch the start of that slot's pod that the placement was made for
    public record Placement(GuildId guildId, String slot, long slotEpoch, long epoch) {}

    /// What a guild pod asks its machine for.
    ///
    /// @param slot the place that it fills
    /// @param apart whether it asks not to be on one node with others that do
    public record PodShape(String slot, int memoryMiB, boolean apart) {}

    @SuppressWarnings("ConstantValue") // states of earlier versions lack some
    public PlanState {
        slots = List.copyOf(slots);
        standbys = standbys == null ? List.of() : List.copyOf(standbys);
        superseded = List.copyOf(superseded);
        large = List.copyOf(large);
        placements = List.copyOf(placements);
        shapes = shapes == null ? List.of() : List.copyOf(shapes);
        pool = pool == null ? PoolState.INITIAL : pool;
        edges = edges == null ? EdgesState.INITIAL : edges;
    }

    /// Whether the pod is one that waits to take over.
    public boolean standsBy(String pod) {
        return standbys.stream().anyMatch(each -> each.pod().equals(pod));
    }

    /// The state after all pods were ended on purpose: no pods, and no failures to remember.
    public PlanState stopped() {
        return new PlanState(
                lastEpoch,
                0,
                0,
                List.of(),
                List.of(),
                List.of(),
                large,
                placements,
                shapes,
                pool,
                EdgesState.INITIAL);
    }

    /// The same without what changes with every plan and may be lost.
    public PlanState timeless() {
        return new PlanState(
                lastEpoch,
                0,
                0,
                slots,
                standbys,
                superseded,
                large,
                placements,
                shapes,
                pool,
                edges.withoutWindow());
    }

    /// The state before the first plan. `epochFloor` must be above every epoch that was ever used
    /// in this data directory.
    public static PlanState initial(long epochFloor) {
        return new PlanState(
                epochFloor,
                0,
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                PoolState.INITIAL,
                EdgesState.INITIAL);
    }
}
