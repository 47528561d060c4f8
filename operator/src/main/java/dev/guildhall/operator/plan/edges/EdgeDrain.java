package dev.guildhall.operator.plan.edges;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far an edge is that is to go. An edge without one serves.
///
/// ```
/// serving --chosen--> Draining --no session left--> Drained --+
///    ^                   |  ^                          |      +--replicas lowered--> Released --gone--> forgotten
///    |                   |  +----a session came--------+      |                         |
///    |                   +--------deadline passed--> Overdue -+                         |
///    +---- the load is back (from any of them) -----------------------------------------+
/// ```
///
/// A pod that is gone before its `replicas` was lowered is replaced by its Deployment, so its drain
/// is over.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EdgeDrain.Draining.class, name = "Draining"),
    @JsonSubTypes.Type(value = EdgeDrain.Drained.class, name = "Drained"),
    @JsonSubTypes.Type(value = EdgeDrain.Overdue.class, name = "Overdue"),
    @JsonSubTypes.Type(value = EdgeDrain.Released.class, name = "Released")
})
public sealed interface EdgeDrain {

    /// How long a released pod may still be there: after that its Deployment has ended another one,
    /// and it serves again.
    long RELEASED_MS = 120_000;

    String pod();

    /// The state after a look at the edge; empty when there is nothing to remember of it.
    ///
    /// @param edge what is known of it, null when it is gone
    Optional<EdgeDrain> seen(@Nullable EdgeLoad edge, long nowMs);

    /// Whether `replicas` may be lowered for it.
    default boolean finished() {
        return switch (this) {
            case Draining _, Released _ -> false;
            case Drained _, Overdue _ -> true;
        };
    }

    /// Whether `replicas` still counts it.
    default boolean counted() {
        return !(this instanceof Released);
    }

    /// Gets no new clients, and moves those that it has to other edges.
    ///
    /// @param deadlineMs when it goes with the sessions that it still has
    record Draining(String pod, long deadlineMs) implements EdgeDrain {
        @Override
        public Optional<EdgeDrain> seen(@Nullable EdgeLoad edge, long nowMs) {
            if (edge == null) {
                return Optional.empty();
            }
            if (edge.empty()) {
                return Optional.of(new Drained(pod, deadlineMs));
            }
            return Optional.of(nowMs >= deadlineMs ? new Overdue(pod) : this);
        }
    }

    /// Has nobody left.
    record Drained(String pod, long deadlineMs) implements EdgeDrain {
        @Override
        public Optional<EdgeDrain> seen(@Nullable EdgeLoad edge, long nowMs) {
            if (edge == null) {
                return Optional.empty();
            }
            boolean back = edge.sessions() != null && !edge.empty();
            return Optional.of(back ? new Draining(pod, deadlineMs) : this);
        }
    }

    /// Has had its time, and may still have sessions.
    record Overdue(String pod) implements EdgeDrain {
        @Override
        public Optional<EdgeDrain> seen(@Nullable EdgeLoad edge, long nowMs) {
            return edge == null ? Optional.empty() : Optional.of(this);
        }
    }

    /// Not counted any more: its Deployment ends it.
    record Released(String pod, long sinceMs) implements EdgeDrain {
        @Override
        public Optional<EdgeDrain> seen(@Nullable EdgeLoad edge, long nowMs) {
            boolean over = edge == null || nowMs - sinceMs >= RELEASED_MS;
            return over ? Optional.empty() : Optional.of(this);
        }
    }
}
