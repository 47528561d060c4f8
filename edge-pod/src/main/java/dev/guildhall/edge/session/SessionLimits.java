package dev.guildhall.edge.session;

/// Bounds of a session and of its connection. Those that clients know of are in
/// [dev.guildhall.edge.protocol.GatewayLimits].
///
/// `heartbeatIntervalMs` goes out with HELLO, and one and a half of it may pass without a beat.
/// `identifyTimeoutMs` is how long a connection may have no session. `resumeWindowMs` is how long a
/// session outlives its connection. `ringDispatches` and `ringBytes` bound what a resume can
/// replay. `openRequests` bounds the member requests (op 8) of a session under way. `openingGuilds`
/// is how many guilds are opened at a time. `paceBytes` is how much may wait for the client before
/// it is given more of what can wait: a replay, the next page of members, another guild.
public record SessionLimits(
        long heartbeatIntervalMs,
        long identifyTimeoutMs,
        long resumeWindowMs,
        int ringDispatches,
        long ringBytes,
        int openRequests,
        int openingGuilds,
        long paceBytes) {

    /// What a process has when nothing else is said.
    public static SessionLimits defaults() {
        return new SessionLimits(41_250, 30_000, 180_000, 2_048, 1 << 20, 8, 8, 128 << 10);
    }

    /// How long a client may be silent before its connection counts as dead.
    public long heartbeatTimeoutMs() {
        return heartbeatIntervalMs + heartbeatIntervalMs / 2;
    }
}
