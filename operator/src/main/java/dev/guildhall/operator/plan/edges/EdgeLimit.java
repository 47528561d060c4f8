package dev.guildhall.operator.plan.edges;

/// What keeps the number of edges from what their load asks for.
public enum EdgeLimit {
    NONE("WithinBounds", false),
    AT_MAXIMUM("AtMaximum", true),
    REPORTS_MISSING("ReportsMissing", true),
    NO_EDGE_TO_DRAIN("NoEdgeToDrain", true),
    PAUSED("Paused", true),
    /// Fewer would be enough now, but not for the peak of the window.
    STABILISING("Stabilising", false),
    /// Fewer are enough, and go step by step.
    STEP("Step", false);

    private final String reason;
    private final boolean limited;

    EdgeLimit(String reason, boolean limited) {
        this.reason = reason;
        this.limited = limited;
    }

    /// For the condition `ScalingLimited` and Events.
    public String reason() {
        return reason;
    }

    /// Whether a person may have to do something; otherwise it passes by itself.
    public boolean limited() {
        return limited;
    }
}
