package dev.guildhall.edge.session;

/// Bounds of a session and of its connection. Those that clients know of are in
/// [dev.guildhall.edge.protocol.GatewayLimits].
///
/// `heartbeatIntervalMs` goes out with HELLO, and one and a half of it may pass without a beat.
/// `identifyTimeoutMs` is how long a connection may have no session. `resumeWindowMs` is how long a
/// session outlives its connection. `ringDispatches` and `ringBytes` bound what a resume can
/// replay. `openRequests` bounds the member requests (op 8) of a session under way.
/// `chunkBacklogBytes` is how much may wait for the client before the next page of members is read.
public record SessionLimits(
        long heartbeatIntervalMs,
        long identifyTimeoutMs,
        long resumeWindowMs,
        int ringDispatches,
        long ringBytes,
        int openRequests,
        long chunkBacklogBytes) {

    /// What a process has when nothing else is said.
    public static SessionLimits defaults() {
        return new SessionLimits(41_250, 30_000, 180_000, 1_000, 1 << 20, 8, 1 << 20);
    }

    /// How long a client may be silent before its connection counts as dead.
    public long heartbeatTimeoutMs() {
        return heartbeatIntervalMs + heartbeatIntervalMs / 2;
    }
}
