package dev.guildhall.edge.session;

import dev.guildhall.common.id.SessionId;
import java.util.Optional;

/// Where sessions are made and found.
public interface SessionFactory {

    /// A new session id of this owner: random and unguessable.
    SessionId newSessionId();

    /// A new session, which can be found from now on; empty when the edge is full.
    Optional<GatewaySession> create(SessionProfile profile, Moment now);

    /// A session that has not ended.
    Optional<GatewaySession> find(SessionId sessionId);
}
