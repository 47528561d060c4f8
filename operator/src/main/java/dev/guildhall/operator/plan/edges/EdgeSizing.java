package dev.guildhall.operator.plan.edges;

import dev.guildhall.operator.api.EdgesSpec;
import dev.guildhall.operator.api.GuildClusterSpec;
import org.jspecify.annotations.Nullable;

/// What the sizing of edges is told.
///
/// @param min fewest edges, at least 1
/// @param max most edges, not below `min`
/// @param sessionsPerEdge gateway sessions that one edge is meant to hold, at least 1
/// @param bufferPercent room for people who come, in percent of those online
/// @param tolerancePercent by how much need and edges may differ until anything is done
/// @param windowMs the most sessions of so long decide how few edges are enough
/// @param step most edges that are drained at a time
/// @param drainMs how long an edge may take to get rid of its sessions
/// @param paused nothing is started, drained or ended
/// @param external how many are wanted from outside, between min and max; null when the built-in
///   policy decides
public record EdgeSizing(
        int min,
        int max,
        int sessionsPerEdge,
        int bufferPercent,
        int tolerancePercent,
        long windowMs,
        int step,
        long drainMs,
        boolean paused,
        @Nullable Integer external) {

    /// As long as Kubernetes is told to wait for an edge that ends.
    private static final long DRAIN_MS = 600_000;

    public static final EdgeSizing DEFAULT =
            new EdgeSizing(1, 10, 15_000, 20, 10, 300_000, 1, DRAIN_MS, false, null);

    /// As a resource says it.
    public static EdgeSizing of(GuildClusterSpec spec) {
        EdgesSpec edges = spec.edges();
        return new EdgeSizing(
                edges.min(),
                edges.max(),
                edges.sessionsPerEdge(),
                edges.bufferPercent(),
                edges.tolerancePercent(),
                edges.scaleDown().windowSeconds() * 1_000L,
                edges.scaleDown().step(),
                DRAIN_MS,
                spec.paused(),
                switch (edges.autoscaling()) {
                    case BUILTIN -> null;
                    case EXTERNAL -> edges.replicas();
                });
    }

    int bounded(long edges) {
        return (int) Math.clamp(edges, (long) min, (long) max);
    }

    /// How many edges so many sessions need, with the room; at least 1.
    long needed(long sessions) {
        return Math.max(1, Math.ceilDiv(withRoom(sessions), 100L * sessionsPerEdge));
    }

    /// Whether so many sessions are more than `edges` hold, beyond the tolerance.
    boolean above(long sessions, int edges) {
        return withRoom(sessions) > (100L + tolerancePercent) * edges * sessionsPerEdge;
    }

    /// Whether so many sessions are fewer than `edges` are for, beyond the tolerance.
    boolean below(long sessions, int edges) {
        return withRoom(sessions) < (100L - tolerancePercent) * edges * sessionsPerEdge;
    }

    private long withRoom(long sessions) {
        return sessions * (100L + bufferPercent);
    }
}
