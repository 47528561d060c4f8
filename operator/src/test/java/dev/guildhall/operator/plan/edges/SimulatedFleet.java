package dev.guildhall.operator.plan.edges;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Edges behind a Deployment and a Service, and people who come and go. Every plan is held to the
/// rules that make it safe.
final class SimulatedFleet {

    static final long STEP_MS = 5_000;
    private static final long START_MS = 10_000;

    /// What an edge that drains moves in one step.
    private static final long MOVES = 400;

    private final List<Integer> asked = new ArrayList<>();
    private final Map<String, Edge> edges = new TreeMap<>();
    private final Map<String, Long> drainedSince = new HashMap<>();
    private EdgeSizing sizing;
    private EdgesState state = EdgesState.INITIAL;
    private EdgePlan plan;
    private int created;
    private long people;
    private long nowMs = 1_000_000;
    private long raisedAtMs;
    private boolean silent;
    private boolean stuck;

    private static final class Edge {
        private final long startedAtMs;
        private long sessions;

        Edge(long startedAtMs) {
            this.startedAtMs = startedAtMs;
        }
    }

    SimulatedFleet(EdgeSizing sizing) {
        this.sizing = sizing;
        this.plan = EdgePlanner.plan(sizing, List.of(), nowMs, state);
        this.state = plan.next();
        deploy();
    }

    EdgePlan plan() {
        return plan;
    }

    EdgeSizing sizing() {
        return sizing;
    }

    /// How many edges were asked for, one number for each change.
    List<Integer> asked() {
        return asked;
    }

    int size() {
        return edges.size();
    }

    long people() {
        return people;
    }

    /// @param stuck whether edges that drain keep the sessions that they have
    void step(long people, boolean silent, boolean stuck) {
        this.people = people;
        this.silent = silent;
        this.stuck = stuck;
        nowMs += STEP_MS;
        move();
        balance();
        EdgePlan next = EdgePlanner.plan(sizing, reports(), nowMs, state);
        check(next);
        plan = next;
        state = next.next();
        deploy();
    }

    /// Any edge is gone at once, with its sessions; they come back to others.
    void kill(int which) {
        if (!edges.isEmpty()) {
            List<String> names = List.copyOf(edges.keySet());
            edges.remove(names.get(which % names.size()));
            deploy();
        }
    }

    void pause(boolean paused) {
        sizing =
                new EdgeSizing(
                        sizing.min(),
                        sizing.max(),
                        sizing.sessionsPerEdge(),
                        sizing.bufferPercent(),
                        sizing.tolerancePercent(),
                        sizing.windowMs(),
                        sizing.step(),
                        sizing.drainMs(),
                        paused,
                        sizing.external());
    }

    private void check(EdgePlan next) {
        int max = Math.max(sizing.max(), state.replicas());
        assertThat(next.desired()).isBetween(sizing.min(), sizing.max());
        assertThat(next.replicas()).isBetween(sizing.min(), max);
        assertThat(next.next().window().peaks()).hasSizeLessThanOrEqualTo(32);
        Set<String> counted = counted(next);
        assertThat(counted).hasSizeLessThanOrEqualTo(sizing.step());
        Set<String> begun = new HashSet<>(counted);
        begun.removeAll(counted(plan));
        for (String pod : begun) {
            boolean known = state.drain(pod) != null;
            if (!known) {
                drainedSince.put(pod, nowMs);
                assertThat(nowMs - raisedAtMs)
                        .as("no edge goes within the window after one was needed")
                        .isGreaterThanOrEqualTo(sizing.windowMs());
                assertThat(silent).as("no edge goes while reports are missing").isFalse();
            }
        }
        if (next.replicas() > state.replicas()) {
            raisedAtMs = nowMs;
        }
        if (sizing.paused()) {
            assertThat(next.replicas()).isEqualTo(state.replicas());
            assertThat(begun).isEmpty();
        }
        if (asked.isEmpty() || asked.getLast() != next.replicas()) {
            asked.add(next.replicas());
        }
    }

    private static Set<String> counted(EdgePlan plan) {
        return plan.next().drains().stream()
                .filter(EdgeDrain::counted)
                .map(EdgeDrain::pod)
                .collect(Collectors.toSet());
    }

    private List<EdgeLoad> reports() {
        List<EdgeLoad> reports = new ArrayList<>();
        for (Map.Entry<String, Edge> each : edges.entrySet()) {
            boolean says = ready(each.getValue()) && !(silent && reports.size() % 2 == 0);
            Long sessions = says ? Long.valueOf(each.getValue().sessions) : null;
            reports.add(new EdgeLoad(each.getKey(), "", sessions, 0));
        }
        return reports;
    }

    private boolean ready(Edge edge) {
        return nowMs - edge.startedAtMs >= START_MS;
    }

    /// As the operator of the Service sees it: started, and not among those that are to go.
    private List<Edge> open() {
        Set<String> leaving =
                plan.leaving().stream().map(EdgePlan.Leaving::pod).collect(Collectors.toSet());
        return edges.entrySet().stream()
                .filter(each -> ready(each.getValue()) && !leaving.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private void move() {
        if (stuck) {
            return;
        }
        for (EdgePlan.Leaving each : plan.leaving()) {
            Edge edge = edges.get(each.pod());
            if (edge != null) {
                edge.sessions = Math.max(0, edge.sessions - MOVES);
            }
        }
    }

    /// People who come, come to the emptiest; who goes, goes from the fullest.
    private void balance() {
        List<Edge> open = open();
        long here = edges.values().stream().mapToLong(edge -> edge.sessions).sum();
        while (here < people && !open.isEmpty()) {
            Edge emptiest = open.stream().min(Comparator.comparing(e -> e.sessions)).orElseThrow();
            long come = Math.min(people - here, 50);
            emptiest.sessions += come;
            here += come;
        }
        while (here > people) {
            Edge fullest =
                    edges.values().stream()
                            .max(Comparator.comparing(e -> e.sessions))
                            .orElseThrow();
            long go = Math.min(Math.min(here - people, 50), fullest.sessions);
            fullest.sessions -= go;
            here -= go;
        }
    }

    /// What the Deployment's controller does: the order of deletion is that of Kubernetes (not
    /// ready first, then the lowest deletion cost, then the youngest).
    private void deploy() {
        while (edges.size() < plan.replicas()) {
            edges.put("edge-%04d".formatted(created++), new Edge(nowMs));
        }
        Map<String, Integer> costs =
                plan.leaving().stream()
                        .collect(
                                Collectors.toMap(
                                        EdgePlan.Leaving::pod, EdgePlan.Leaving::deletionCost));
        while (edges.size() > plan.replicas()) {
            String first =
                    edges.keySet().stream()
                            .min(
                                    Comparator.comparing((String pod) ->
                                                    !costs.containsKey(pod) && ready(edge(pod)))
                                            .thenComparing(pod -> costs.getOrDefault(pod, 0))
                                            .thenComparing(Comparator.reverseOrder()))
                            .orElseThrow();
            Edge gone = edges.remove(first);
            long drainedMs = nowMs - drainedSince.getOrDefault(first, nowMs);
            assertThat(gone.sessions == 0 || drainedMs >= sizing.drainMs())
                    .as("%s has moved its sessions or has had its time", first)
                    .isTrue();
        }
    }

    private Edge edge(String pod) {
        Edge edge = edges.get(pod);
        if (edge == null) {
            throw new AssertionError(pod);
        }
        return edge;
    }
}
