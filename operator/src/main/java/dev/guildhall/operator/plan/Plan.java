package dev.guildhall.operator.plan;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.operator.plan.edges.EdgePlan;
import dev.guildhall.operator.plan.packing.Packed;
import java.util.List;

/// What to do now. `next` must be on disk before anything of it is done: it holds the epochs.
///
/// @param pool which guilds the pool's load moves, for the log, and what moves cannot help
/// @param edges how many edges there should be; their starts and ends are among the others
public record Plan(
        List<Start> starts,
        List<Takeover> takeovers,
        List<Kill> kills,
        Routes routes,
        Packed pool,
        EdgePlan edges,
        PlanState next) {

    /// The number of a pod that has no place yet.
    public static final int NOWHERE = -1;

    /// Start a pod.
    ///
    /// @param ordinal the edge's number, which decides its port; [#NOWHERE] for an edge that is to
    ///   stand by, 0 for guild pods
    /// @param reason for the log
    public record Start(String pod, Role role, int ordinal, long epoch, String reason) {}

    /// A standby gets the work of another pod. For the log: the routes say it.
    public record Takeover(String pod, String slot, long epoch, String reason) {}

    /// End a pod.
    ///
    /// @param force at once, without asking it
    public record Kill(String pod, boolean force, String reason) {}

    /// Who hosts what.
    ///
    /// @param pods whom this is told; a pod that is not here keeps what it was told before
    /// @param guilds guilds that are named; all others belong to the pool by hashing over its slots
    public record Routes(List<RoutedPod> pods, List<GuildRoute> guilds, List<PoolRoute> pool) {}

    /// @param ordinal the edge's number, which decides its port; [#NOWHERE] for pods that stand by,
    ///   0 for guild pods at work
    public record RoutedPod(String pod, Role role, int ordinal) {}

    public record GuildRoute(GuildId guildId, String pod, long epoch) {}

    /// @param slot the place in the pool, which guilds are hashed over
    public record PoolRoute(String slot, String pod, long epoch) {

        @SuppressWarnings("ConstantValue") // tables of earlier versions have no slots
        public PoolRoute {
            slot = slot == null ? pod : slot;
        }
    }
}
