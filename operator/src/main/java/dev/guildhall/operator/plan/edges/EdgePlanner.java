package dev.guildhall.operator.plan.edges;

import java.util.List;
import java.util.Objects;

/// Plans the number of edges and the drain of those that go. Pure.
///
/// 1. look how far the drains are ([EdgeDrain]);
/// 2. how many edges are wanted ([EdgePolicy]);
/// 3. more: drains are stopped first, then `replicas` is raised, both at once;
/// 4. fewer: the first to go ([EdgeVictims]) are drained, at most [EdgeSizing#step] at a time, and
///    a minute later the next;
/// 5. `replicas` is lowered only for edges that have no session left, or had their time.
public final class EdgePlanner {

    /// How long after drains were begun the next may begin.
    static final long STEP_MS = 60_000;

    private final EdgeSizing sizing;
    private final List<EdgeLoad> edges;
    private final long nowMs;
    private final Drains drains;
    private int replicas;
    private long steppedAtMs;

    private EdgePlanner(
            EdgeSizing sizing, List<EdgeLoad> edges, long nowMs, EdgesState before, Drains drains) {
        this.sizing = sizing;
        this.edges = edges;
        this.nowMs = nowMs;
        this.drains = drains;
        this.replicas = before.replicas();
        this.steppedAtMs = before.steppedAtMs();
        if (replicas == 0) {
            replicas = Math.max(sizing.min(), edges.size());
        }
    }

    /// Plans once. Give the `next` state of one plan to the following one.
    ///
    /// @param edges every edge that there is, whether it is ready or not; one that is being ended
    ///   is not among them
    public static EdgePlan plan(
            EdgeSizing sizing, List<EdgeLoad> edges, long nowMs, EdgesState before) {
        Drains drains = new Drains(before.drains(), edges, nowMs);
        return new EdgePlanner(sizing, edges, nowMs, before, drains).plan(before.window());
    }

    private EdgePlan plan(LoadWindow before) {
        EdgePolicy.Fleet fleet = fleet();
        LoadWindow window = told(before, fleet);
        EdgePolicy.Target target = new EdgePolicy(sizing, fleet, window, nowMs).target();
        EdgeLimit limit = target.limit();
        if (target.desired() > fleet.active()) {
            raise(target.desired() - fleet.active());
        } else if (target.desired() < fleet.active()) {
            limit = lower(fleet.active() - target.desired(), limit);
        }
        if (!sizing.paused() && (fleet.complete() || sizing.external() != null)) {
            replicas -= drains.release(nowMs);
        }
        return new EdgePlan(
                target.needed(),
                target.desired(),
                replicas,
                limit,
                target.why(),
                drains.leaving(),
                new EdgesState(replicas, window, drains.next(), steppedAtMs));
    }

    private LoadWindow told(LoadWindow window, EdgePolicy.Fleet fleet) {
        Long sessions = fleet.sessions();
        if (sessions == null) {
            return window;
        }
        return fleet.complete()
                ? window.with(nowMs, sessions, sizing.windowMs())
                : window.atLeast(nowMs, sessions);
    }

    private void raise(int count) {
        int more = count - drains.cancelCounted(count);
        drains.cancelReleased(more);
        replicas += more;
    }

    private EdgeLimit lower(int count, EdgeLimit limit) {
        int room = Math.min(count, sizing.step() - drains.counted());
        boolean soon = steppedAtMs != 0 && nowMs - steppedAtMs < STEP_MS;
        if (room <= 0 || soon) {
            return EdgeLimit.STEP;
        }
        List<String> first = EdgeVictims.choose(edges, drains::serves, room);
        if (first.isEmpty()) {
            return EdgeLimit.NO_EDGE_TO_DRAIN;
        }
        drains.begin(first, nowMs + sizing.drainMs());
        steppedAtMs = nowMs;
        return first.size() < count ? EdgeLimit.STEP : limit;
    }

    /// Sessions of edges that are to go count too: they will come to the others.
    private EdgePolicy.Fleet fleet() {
        long counted = edges.stream().filter(edge -> drains.counts(edge.pod())).count();
        boolean reported =
                edges.stream()
                        .filter(edge -> drains.counts(edge.pod()))
                        .allMatch(edge -> edge.sessions() != null);
        List<Long> sessions =
                edges.stream().map(EdgeLoad::sessions).filter(Objects::nonNull).toList();
        return new EdgePolicy.Fleet(
                replicas - drains.counted(),
                sessions.isEmpty()
                        ? null
                        : Long.valueOf(sessions.stream().mapToLong(Long::longValue).sum()),
                reported && counted >= replicas);
    }
}
