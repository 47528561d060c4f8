package dev.guildhall.operator.plan.edges;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the sizing of edges remembers from one time to the next.
///
/// @param replicas how many edges were asked for last, 0 for never
/// @param window the sessions of the last minutes
/// @param drains edges that are to go, by pod
/// @param steppedAtMs when drains were begun last, 0 for never
public record EdgesState(
        int replicas, LoadWindow window, List<EdgeDrain> drains, long steppedAtMs) {

    /// Before the first plan.
    public static final EdgesState INITIAL = new EdgesState(0, LoadWindow.EMPTY, List.of(), 0);

    @SuppressWarnings("ConstantValue") // a state may leave them out
    public EdgesState {
        window = Objects.requireNonNullElse(window, LoadWindow.EMPTY);
        drains = drains == null ? List.of() : List.copyOf(drains);
    }

    /// The same without the window, which changes all the time and may be lost: it begins anew.
    public EdgesState withoutWindow() {
        return new EdgesState(replicas, LoadWindow.EMPTY, drains, steppedAtMs);
    }

    /// What is remembered of an edge; null for one that serves.
    public @Nullable EdgeDrain drain(String pod) {
        return drains.stream().filter(each -> each.pod().equals(pod)).findFirst().orElse(null);
    }
}
