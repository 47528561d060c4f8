package dev.guildhall.operator.plan.edges;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many edges there should be and which of them are to go.
///
/// @param needed what the load asks for, at least and whatever the bounds; null when no edge has
///   reported
/// @param desired what there should be in the end
/// @param replicas what to ask the edges' Deployment for now: above `desired` while edges drain
/// @param limit what keeps `desired` from `needed`
/// @param why in words, for the condition and Events; numbers are rounded, so that it seldom
///   changes
/// @param leaving edges that are to have their readiness gate off
public record EdgePlan(
        @Nullable Long needed,
        int desired,
        int replicas,
        EdgeLimit limit,
        String why,
        List<Leaving> leaving,
        EdgesState next) {

    /// An edge that is to go.
    ///
    /// @param deletionCost for `controller.kubernetes.io/pod-deletion-cost`: the lowest goes first,
    ///   and one without the annotation counts 0
    public record Leaving(String pod, int deletionCost) {

        static final int COUNTED = -1_000;
        static final int RELEASED = -2_000;
    }

    public EdgePlan {
        leaving = List.copyOf(leaving);
    }
}
