package dev.guildhall.operator.plan.edges;

import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// How many edges are wanted: up at once, down on the most sessions of the window, nothing within
/// the tolerance. Sessions that are known of are a lower bound when reports are missing: they may
/// ask for more edges, never for fewer.
final class EdgePolicy {

    private final EdgeSizing sizing;
    private final Fleet fleet;
    private final LoadWindow window;
    private final long nowMs;

    /// What is known of the edges together.
    ///
    /// @param active those that serve and are to stay
    /// @param sessions of all edges that have reported; null when none has
    /// @param complete whether all have reported
    record Fleet(int active, @Nullable Long sessions, boolean complete) {}

    /// @param desired within the bounds, unless it is kept as it is for now
    record Target(@Nullable Long needed, int desired, EdgeLimit limit, String why) {}

    EdgePolicy(EdgeSizing sizing, Fleet fleet, LoadWindow window, long nowMs) {
        this.sizing = sizing;
        this.fleet = fleet;
        this.window = window;
        this.nowMs = nowMs;
    }

    Target target() {
        if (sizing.paused()) {
            return target(fleet.active, EdgeLimit.PAUSED, "nothing is done while it is paused");
        }
        Integer external = sizing.external();
        return external == null ? byLoad() : fromOutside(external);
    }

    private Target fromOutside(int external) {
        int desired = sizing.bounded(external);
        EdgeLimit limit = external > desired ? EdgeLimit.AT_MAXIMUM : EdgeLimit.NONE;
        return target(desired, limit, external + " are asked for from outside");
    }

    private Target byLoad() {
        Long sessions = fleet.sessions;
        if (sessions != null && sizing.above(sessions, fleet.active)) {
            return bounded(sizing.needed(sessions), sessions);
        }
        if (sessions == null) {
            int desired = Math.max(fleet.active, sizing.min());
            return holding(desired > sizing.min(), "no edge has said how many sessions it has");
        }
        int enough = sizing.bounded(sizing.needed(sessions));
        boolean fewer = enough < fleet.active && sizing.below(sessions, fleet.active);
        if (!fleet.complete) {
            return holding(
                    fewer, enough(sessions) + ", but some edges have not said what they hold");
        }
        return fewer ? afterPeak(sessions) : bounded(fleet.active, sessions);
    }

    /// @param fewer whether there might be fewer edges if all had reported
    private Target holding(boolean fewer, String why) {
        return target(
                Math.max(fleet.active, sizing.min()),
                fewer ? EdgeLimit.REPORTS_MISSING : EdgeLimit.NONE,
                why);
    }

    private Target afterPeak(long sessions) {
        OptionalLong peak = window.peak(nowMs);
        if (peak.isEmpty() || !sizing.below(peak.getAsLong(), fleet.active)) {
            return waiting(sessions);
        }
        int enough = sizing.bounded(sizing.needed(peak.getAsLong()));
        return enough < fleet.active ? bounded(enough, sessions) : waiting(sessions);
    }

    private Target waiting(long sessions) {
        return target(
                sizing.bounded(fleet.active),
                EdgeLimit.STABILISING,
                "%s, but perhaps not for the most of the last %d s"
                        .formatted(enough(sessions), sizing.windowMs() / 1_000));
    }

    private Target bounded(long asked, long sessions) {
        int desired = sizing.bounded(asked);
        boolean full = sizing.needed(sessions) > sizing.max() && sizing.above(sessions, desired);
        return full
                ? target(
                        desired,
                        EdgeLimit.AT_MAXIMUM,
                        "%s, and at most %d are allowed: raise edges.max"
                                .formatted(enough(sessions), desired))
                : target(desired, EdgeLimit.NONE, enough(sessions));
    }

    private String enough(long sessions) {
        return "%s sessions and %d %% of room need %d"
                .formatted(rounded(sessions), sizing.bufferPercent(), sizing.needed(sessions));
    }

    private Target target(int desired, EdgeLimit limit, String why) {
        Long sessions = fleet.sessions;
        return new Target(sessions == null ? null : sizing.needed(sessions), desired, limit, why);
    }

    /// Up to the next number with two digits that are not 0.
    private static String rounded(long sessions) {
        long step = 1;
        while (sessions / step >= 100) {
            step *= 10;
        }
        long up = Math.ceilDiv(sessions, step) * step;
        return step == 1 ? Long.toString(up) : String.format(Locale.ROOT, "up to %,d", up);
    }
}
