package dev.guildhall.operator.plan.edges;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The drains of one plan while it is made. Never leaves the call.
final class Drains {

    private final Map<String, EdgeLoad> edges;
    private final Map<String, EdgeDrain> drains = new TreeMap<>();

    /// Those that were finished when the last plan was made, and still are: a look in between is
    /// the last chance for a load that returns.
    private final Set<String> ripe = new TreeSet<>();

    Drains(List<EdgeDrain> before, List<EdgeLoad> edges, long nowMs) {
        this.edges = edges.stream().collect(Collectors.toMap(EdgeLoad::pod, Function.identity()));
        for (EdgeDrain each : before) {
            Optional<EdgeDrain> seen = each.seen(this.edges.get(each.pod()), nowMs);
            seen.ifPresent(next -> drains.put(next.pod(), next));
            if (each.finished() && seen.filter(EdgeDrain::finished).isPresent()) {
                ripe.add(each.pod());
            }
        }
    }

    boolean serves(String pod) {
        return !drains.containsKey(pod);
    }

    /// Whether `replicas` counts the pod.
    boolean counts(String pod) {
        EdgeDrain drain = drains.get(pod);
        return drain == null || drain.counted();
    }

    /// How many are to go and still counted in `replicas`.
    int counted() {
        return (int) drains.values().stream().filter(EdgeDrain::counted).count();
    }

    void begin(List<String> pods, long deadlineMs) {
        pods.forEach(pod -> drains.put(pod, new EdgeDrain.Draining(pod, deadlineMs)));
    }

    /// Lets up to `count` of those that are counted serve again, those with the most sessions
    /// first; gives how many.
    int cancelCounted(int count) {
        return cancel(EdgeDrain::counted, count);
    }

    /// The same for released ones that are still there. `replicas` is to be raised for each.
    int cancelReleased(int count) {
        return cancel(drain -> !drain.counted(), count);
    }

    private int cancel(Predicate<EdgeDrain> which, int count) {
        List<String> back =
                drains.values().stream()
                        .filter(which)
                        .map(EdgeDrain::pod)
                        .sorted(
                                Comparator.comparingLong((String pod) -> -sessions(pod))
                                        .thenComparing(Comparator.naturalOrder()))
                        .limit(count)
                        .toList();
        back.forEach(drains::remove);
        return back.size();
    }

    /// Releases those that have been finished for a look; gives how many.
    int release(long nowMs) {
        ripe.retainAll(drains.keySet());
        ripe.forEach(pod -> drains.put(pod, new EdgeDrain.Released(pod, nowMs)));
        return ripe.size();
    }

    List<EdgeDrain> next() {
        return List.copyOf(drains.values());
    }

    List<EdgePlan.Leaving> leaving() {
        return drains.values().stream()
                .map(drain ->
                        new EdgePlan.Leaving(
                                drain.pod(),
                                drain.counted()
                                        ? EdgePlan.Leaving.COUNTED
                                        : EdgePlan.Leaving.RELEASED))
                .toList();
    }

    private long sessions(String pod) {
        EdgeLoad edge = edges.get(pod);
        Long sessions = edge == null ? null : edge.sessions();
        return sessions == null ? 0 : sessions;
    }
}
