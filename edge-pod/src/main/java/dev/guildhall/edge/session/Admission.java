package dev.guildhall.edge.session;

import dev.guildhall.edge.accounts.Accounts;
import dev.guildhall.edge.protocol.ClientPayload.Identify;
import dev.guildhall.edge.protocol.ClientPayload.Resume;
import dev.guildhall.edge.protocol.CloseCode;
import dev.guildhall.edge.session.ConnectionState.Authenticating;
import dev.guildhall.edge.session.ConnectionState.Greeted;
import dev.guildhall.edge.session.Identification.Outcome;
import dev.guildhall.edge.session.SessionMeter.Bound;
import dev.guildhall.edge.session.SessionMeter.EndReason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// How one connection comes to a session: by identify to a new one, by resume to the one that it
/// had. On the thread of the connection's owner.
final class Admission {

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final Connection connection;
    private final Identification identification;
    private final ConnectionInfo info;
    private SessionFactory sessions;

    Admission(
            Connection connection,
            Accounts accounts,
            IdentifyLimiter identifies,
            SessionFactory sessions,
            ConnectionInfo info) {
        this.connection = connection;
        this.identification = new Identification(accounts, identifies);
        this.sessions = sessions;
        this.info = info;
    }

    /// Sessions are found and made elsewhere from now on.
    void moveTo(SessionFactory newSessions) {
        sessions = newSessions;
    }

    /// Asks who this is and begins a session; the future completes when that is decided.
    CompletableFuture<Void> identify(Identify identify) {
        if (!(connection.state() instanceof Greeted)) {
            connection.close(CloseCode.ALREADY_AUTHENTICATED);
            return DONE;
        }
        connection.authenticating();
        return identification
                .of(identify, connection.now())
                .thenAcceptAsync(
                        outcome -> identified(identify, outcome), connection.context().home());
    }

    /// Gives the connection the session that it had, with what it missed, or says op 9.
    void resume(Resume resume) {
        if (!(connection.state() instanceof Greeted)) {
            connection.close(CloseCode.ALREADY_AUTHENTICATED);
            return;
        }
        Optional<GatewaySession> found =
                sessions.find(resume.sessionId())
                        .filter(session -> same(session.profile().token(), resume.token()));
        if (found.isEmpty()) {
            connection.invalidated();
            return;
        }
        GatewaySession session = found.get();
        connection.attach(session);
        switch (session.resume(connection, resume.seq())) {
            case DONE -> {}
            case IMPOSSIBLE -> {
                session.end(EndReason.EVENTS_LOST);
                connection.invalidated();
            }
            case SEQ_FROM_THE_FUTURE -> {
                connection.greet();
                connection.close(CloseCode.INVALID_SEQ);
            }
        }
    }

    private void identified(Identify identify, Outcome outcome) {
        if (!(connection.state() instanceof Authenticating)) {
            return;
        }
        switch (outcome) {
            case Outcome.Refused(CloseCode code) -> connection.close(code);
            case Outcome.TooMany _ -> {
                connection.context().meter().bound(Bound.IDENTIFIES);
                connection.invalidated();
            }
            case Outcome.Admitted admitted -> begin(identify, admitted);
        }
    }

    private void begin(Identify identify, Outcome.Admitted admitted) {
        SessionProfile profile =
                SessionProfile.of(sessions.newSessionId(), admitted.identity(), identify, info);
        Optional<GatewaySession> session = sessions.create(profile, connection.now());
        if (session.isEmpty()) {
            connection.context().meter().bound(Bound.SESSIONS);
            connection.close(CloseCode.TRY_AGAIN_LATER);
            return;
        }
        connection.attach(session.get());
        session.get().start(connection, admitted.guilds(), admitted.directs());
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
