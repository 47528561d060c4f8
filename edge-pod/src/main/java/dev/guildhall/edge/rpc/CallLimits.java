package dev.guildhall.edge.rpc;

/// Bounds of unary calls: how many are under way at once, how long one may take with all its
/// retries, how long one try that may be repeated may take, and the waits between tries.
public record CallLimits(int inFlight, long deadlineMs, long tryMs, Backoff retry) {

    public static CallLimits defaults() {
        return new CallLimits(4_096, 5_000, 2_000, new Backoff(25, 400));
    }
}
