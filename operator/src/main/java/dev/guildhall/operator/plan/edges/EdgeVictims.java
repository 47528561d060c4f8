package dev.guildhall.operator.plan.edges;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Which edges go first: the one rule, whether it is only asked or done.
///
/// Those with the fewest sessions, then those on the emptiest node. Never one that has not reported
/// lately, and never one with a session on its way.
final class EdgeVictims {

    private EdgeVictims() {}

    /// At most `count` of the edges that `serves` holds for, the first to go first.
    static List<String> choose(List<EdgeLoad> edges, Predicate<String> serves, int count) {
        Map<String, Long> nodes = new HashMap<>();
        edges.forEach(edge -> nodes.merge(edge.node(), sessions(edge), Long::sum));
        return edges.stream()
                .filter(edge -> edge.sessions() != null && edge.handovers() == 0)
                .filter(edge -> serves.test(edge.pod()))
                .sorted(
                        Comparator.comparingLong(EdgeVictims::sessions)
                                .thenComparing(edge -> nodes.getOrDefault(edge.node(), 0L))
                                .thenComparing(EdgeLoad::pod))
                .limit(Math.max(0, count))
                .map(EdgeLoad::pod)
                .toList();
    }

    private static long sessions(EdgeLoad edge) {
        Long sessions = edge.sessions();
        return sessions == null ? 0 : sessions;
    }
}
