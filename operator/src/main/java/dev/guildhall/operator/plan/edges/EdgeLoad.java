package dev.guildhall.operator.plan.edges;

import org.jspecify.annotations.Nullable;

/// One edge that there is.
///
/// @param node the machine that it runs on, empty when that is not known
/// @param sessions gateway sessions that it holds; null when it has not said so lately, which never
///   means none
/// @param handovers sessions that are on their way to or from it
public record EdgeLoad(String pod, String node, @Nullable Long sessions, int handovers) {

    /// Whether it certainly has nothing to lose.
    boolean empty() {
        return sessions != null && sessions == 0 && handovers == 0;
    }
}
