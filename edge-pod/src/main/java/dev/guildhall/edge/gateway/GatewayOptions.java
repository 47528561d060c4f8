package dev.guildhall.edge.gateway;

import dev.guildhall.edge.session.SessionLimits;

/// Bounds of the gateway as a whole.
///
/// `maxUnidentified` bounds the connections without a session, `maxSessions` the sessions, both
/// over the edge, `maxDetached` and `maxDetachedBytes` the sessions among them that have no
/// connection. `maxOutboundBytes` is what may wait for one client while it takes as much: far less
/// than the ring holds, so that a client that was cut off can resume. `maxInboxBytes` is what may
/// wait for one session's shard. Every `membershipSeconds` users' guilds are looked up again, at
/// most `membershipChecks` in a second.
public record GatewayOptions(
        SessionLimits session,
        int shards,
        int maxUnidentified,
        int maxSessions,
        int maxDetached,
        long maxDetachedBytes,
        long maxOutboundBytes,
        long maxInboxBytes,
        int membershipSeconds,
        int membershipChecks) {

    private static final int MAX_SHARDS = 64;

    public GatewayOptions {
        if (2 * maxOutboundBytes > session.ringBytes()) {
            throw new IllegalArgumentException(
                    "a client that is cut off at %d bytes could not resume from a ring of %d"
                            .formatted(maxOutboundBytes, session.ringBytes()));
        }
    }

    /// What a process has when nothing else is said.
    public static GatewayOptions defaults() {
        return of(SessionLimits.defaults());
    }

    /// The defaults with other bounds for each session.
    public static GatewayOptions of(SessionLimits session) {
        int shards = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, MAX_SHARDS);
        return new GatewayOptions(
                session, shards, 10_000, 20_000, 10_000, 256L << 20, 256L << 10, 8L << 20, 10, 200);
    }

    /// How many payloads may wait for one client, however small they are.
    int maxOutboundPayloads() {
        return session.ringDispatches() / 2;
    }
}
