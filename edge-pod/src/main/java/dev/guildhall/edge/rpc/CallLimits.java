package dev.guildhall.edge.rpc;

/// Bounds of unary calls: how many are under way at once, how long one may take with all its
/// retries, and the waits between them.
public record CallLimits(int inFlight, long deadlineMs, Backoff retry) {

    public static CallLimits defaults() {
        return new CallLimits(4_096, 5_000, new Backoff(25, 400));
    }
}
