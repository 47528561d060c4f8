package dev.guildhall.edge.session;

import dev.guildhall.edge.protocol.CloseCode;

/// What sessions count. Safe for many threads.
public interface SessionMeter {

    /// A dispatch was given to a client's wire.
    void delivered(int bytes);

    /// The replay rings grew or shrank.
    void ringBytes(long delta);

    void started();

    void resumed();

    /// Op 9 was sent.
    void invalidated();

    /// A session is gone for good.
    void ended(EndReason reason);

    /// The edge closed a connection.
    void closed(CloseCode code);

    /// A bound was hit.
    void bound(Bound bound);

    /// Why a session is gone for good.
    enum EndReason {
        CLIENT_CLOSED,
        EXPIRED,
        EVENTS_LOST,
        EVICTED,
        REVOKED,
        DRAINED,
        FAILED
    }

    /// The bounds that sessions hit.
    enum Bound {
        PAYLOADS,
        PAYLOAD_BYTES,
        IDENTIFIES,
        OUTBOUND_BYTES,
        INBOX_BYTES,
        RING,
        MEMBER_REQUESTS,
        DETACHED_SESSIONS,
        UNIDENTIFIED_CONNECTIONS,
        SESSIONS,
        MEMBERSHIP_CHECKS
    }
}
