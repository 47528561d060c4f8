package dev.guildhall.operator.plan;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.operator.plan.packing.GuildLoad;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What there is, as seen from outside. Absent means unknown, never zero.
///
/// @param pods every pod that was started and not forgotten, living or dead
/// @param loads what each guild costs that a pod reported of
/// @param blocked guilds that a pod could not take over because another holds the store's lock
/// @param accountsBlocked whether another's lock keeps a pod from writing to the accounts
public record Observed(
        List<Pod> pods,
        Map<GuildId, GuildLoad> loads,
        List<GuildId> blocked,
        boolean accountsBlocked) {

    /// One pod.
    ///
    /// @param exit why it ended, in words; empty while it lives
    /// @param reportedAtMs when it last reported, 0 when it has not
    /// @param edge what an edge said of itself, null for guild pods and before the first report
    public record Pod(
            String name,
            boolean alive,
            boolean ready,
            long reportedAtMs,
            String exit,
            @Nullable Edge edge) {}

    /// @param node the machine that it runs on, empty when that is not known
    /// @param sessions gateway sessions that it holds
    /// @param handovers sessions that are on their way to or from it
    public record Edge(String node, long sessions, int handovers) {}

    public Observed {
        pods = pods == null ? List.of() : List.copyOf(pods);
        loads = loads == null ? Map.of() : Map.copyOf(loads);
        blocked = blocked == null ? List.of() : List.copyOf(blocked);
    }

    /// Whether something is locked that a pod needs.
    boolean anythingBlocked() {
        return accountsBlocked || !blocked.isEmpty();
    }

    Map<String, Pod> byName() {
        return pods.stream().collect(Collectors.toMap(Pod::name, Function.identity()));
    }
}
