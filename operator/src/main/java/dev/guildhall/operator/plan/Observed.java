package dev.guildhall.operator.plan;

import dev.guildhall.common.id.GuildId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What there is, as seen from outside. Absent means unknown, never zero.
///
/// @param pods every pod that was started and not forgotten, living or dead
/// @param online people online in each guild that a pod reported of
/// @param blocked guilds that a pod could not take over because another holds the store's lock
/// @param accountsBlocked whether another's lock keeps a pod from writing to the accounts
public record Observed(
        List<Pod> pods, Map<GuildId, Long> online, List<GuildId> blocked, boolean accountsBlocked) {

    /// One pod.
    ///
    /// @param exit why it ended, in words; empty while it lives
    /// @param reportedAtMs when it last reported, 0 when it has not
    public record Pod(String name, boolean alive, boolean ready, long reportedAtMs, String exit) {}

    public Observed {
        pods = pods == null ? List.of() : List.copyOf(pods);
        online = online == null ? Map.of() : Map.copyOf(online);
        blocked = blocked == null ? List.of() : List.copyOf(blocked);
    }

    /// Whether something is locked that a pod needs.
    boolean anythingBlocked() {
        return accountsBlocked || !blocked.isEmpty();
    }

    Optional<Pod> pod(String name) {
        return pods.stream().filter(pod -> pod.name().equals(name)).findFirst();
    }
}
