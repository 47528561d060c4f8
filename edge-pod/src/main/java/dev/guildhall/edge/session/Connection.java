package dev.guildhall.edge.session;

import dev.guildhall.edge.accounts.Accounts;
import dev.guildhall.edge.protocol.ClientPayload;
import dev.guildhall.edge.protocol.ClientPayload.Heartbeat;
import dev.guildhall.edge.protocol.ClientPayload.Identify;
import dev.guildhall.edge.protocol.ClientPayload.Resume;
import dev.guildhall.edge.protocol.CloseCode;
import dev.guildhall.edge.protocol.GatewayLimits;
import dev.guildhall.edge.protocol.ServerPayload;
import dev.guildhall.edge.session.ConnectionState.Attached;
import dev.guildhall.edge.session.ConnectionState.Authenticating;
import dev.guildhall.edge.session.ConnectionState.Closed;
import dev.guildhall.edge.session.ConnectionState.Greeted;
import dev.guildhall.edge.session.SessionMeter.Bound;
import dev.guildhall.edge.session.SessionMeter.EndReason;
import java.util.concurrent.CompletableFuture;

/// One connection of a client. States and transitions: [ConnectionState].
///
/// Not safe for threads: one owner makes all calls. The owner reads the next payload only when the
/// future that [#received] gives is complete, so payloads are handled one by one.
public final class Connection {

    private static final CompletableFuture<Void> HANDLED = CompletableFuture.completedFuture(null);

    private final Admission admission;
    private final Wire wire;
    private final PayloadLimiter payloads;
    private SessionContext context;
    private ConnectionState state;
    private Moment now;
    private long lastBeatMs;

    public Connection(
            SessionContext context,
            Accounts accounts,
            IdentifyLimiter identifies,
            SessionFactory sessions,
            ConnectionInfo info,
            Wire wire,
            Moment now) {
        this.context = context;
        this.admission = new Admission(this, accounts, identifies, sessions, info);
        this.wire = wire;
        this.now = now;
        this.lastBeatMs = now.ms();
        this.state = new Greeted(now.ms());
        this.payloads =
                new PayloadLimiter(
                        GatewayLimits.PAYLOADS, GatewayLimits.PAYLOAD_WINDOW_MS, now.ms());
    }

    public ConnectionState state() {
        return state;
    }

    /// Another owner takes the connection, before it has a session.
    public void moveTo(SessionContext newContext, SessionFactory newSessions) {
        context = newContext;
        admission.moveTo(newSessions);
    }

    /// Says HELLO, or that this version of the gateway is not spoken here.
    public void open(boolean supported) {
        if (supported) {
            deliver(ServerPayload.hello(context.limits().heartbeatIntervalMs()));
        } else {
            close(CloseCode.INVALID_API_VERSION);
        }
    }

    /// Handles a payload; the future completes when the next one may be read.
    public CompletableFuture<Void> received(ClientPayload payload, Moment moment) {
        now = moment;
        if (state instanceof Closed || !counted()) {
            return HANDLED;
        }
        switch (payload) {
            case ClientPayload.Malformed _ -> close(CloseCode.DECODE_ERROR);
            case ClientPayload.UnknownOpcode _ -> close(CloseCode.UNKNOWN_OPCODE);
            case Heartbeat beat -> beat(beat);
            case Identify identify -> {
                return admission.identify(identify);
            }
            case Resume resume -> admission.resume(resume);
            case ClientPayload.PresenceUpdate _,
                    ClientPayload.VoiceStateUpdate _,
                    ClientPayload.RequestGuildMembers _,
                    ClientPayload.Ignored _ ->
                    forward(payload);
        }
        return HANDLED;
    }

    /// Something that is no payload and costs as much, such as a ping; false when it was one too
    /// many.
    public boolean counted(Moment moment) {
        now = moment;
        return !(state instanceof Closed) && counted();
    }

    /// A payload of more than 4,096 bytes.
    public void oversize() {
        context.meter().bound(Bound.PAYLOAD_BYTES);
        close(CloseCode.DECODE_ERROR);
    }

    /// The client is gone: it closed with `code`, or the network did (1006).
    public void closedByClient(int code, Moment moment) {
        now = moment;
        leave(!CloseCode.clientKeepsSession(code));
    }

    /// To be called about every second: ends what is silent or never identifies.
    public void tick(Moment moment) {
        now = moment;
        SessionLimits limits = context.limits();
        switch (state) {
            case Greeted(long sinceMs) -> {
                if (now.ms() - sinceMs >= limits.identifyTimeoutMs()) {
                    close(CloseCode.NOT_AUTHENTICATED);
                }
            }
            case Authenticating(long sinceMs) -> {
                if (now.ms() - sinceMs >= limits.identifyTimeoutMs()) {
                    close(CloseCode.UNKNOWN_ERROR);
                }
            }
            case Attached _ -> {
                if (now.ms() - lastBeatMs >= limits.heartbeatTimeoutMs()) {
                    close(CloseCode.UNKNOWN_ERROR); // after 4009 libraries do not resume
                }
            }
            case Closed _ -> {}
        }
    }

    /// The client has taken what was written to it; see [Wire#hasRoom(long)].
    public void drained(Moment moment) {
        now = moment;
        if (state instanceof Attached(GatewaySession session)) {
            session.proceed();
        }
    }

    /// The edge goes: the client is to reconnect and resume.
    public void reconnect() {
        deliver(ServerPayload.RECONNECT);
    }

    /// Closes the connection. A session lives on where the code says so.
    public void close(CloseCode code) {
        if (state instanceof Closed) {
            return;
        }
        leave(!code.resumable());
        context.meter().closed(code);
        wire.close(code);
    }

    /// Sends a payload of the session or of its own.
    void deliver(byte[] payload) {
        if (state instanceof Closed) {
            return;
        }
        if (wire.send(payload)) {
            context.meter().delivered(payload.length);
        } else {
            context.meter().bound(Bound.OUTBOUND_BYTES);
            leave(false);
        }
    }

    boolean hasRoom(long backlogBytes) {
        return wire.hasRoom(backlogBytes);
    }

    /// Another connection has taken the session.
    void replaced() {
        state = new Closed();
        context.meter().closed(CloseCode.UNKNOWN_ERROR);
        wire.close(CloseCode.UNKNOWN_ERROR);
    }

    /// There is no session, or none any more, and the client may identify again here.
    void invalidated() {
        if (!(state instanceof Closed)) {
            greet();
            context.meter().invalidated();
            deliver(ServerPayload.INVALID_SESSION);
        }
    }

    /// No session, as after HELLO.
    void greet() {
        state = new Greeted(now.ms());
    }

    /// Who this is, is being looked up.
    void authenticating() {
        state = new Authenticating(now.ms());
    }

    /// The connection has this session from now on.
    void attach(GatewaySession session) {
        state = new Attached(session);
        lastBeatMs = now.ms();
        wire.established();
    }

    SessionContext context() {
        return context;
    }

    Moment now() {
        return now;
    }

    private boolean counted() {
        if (payloads.accept(now.ms())) {
            return true;
        }
        context.meter().bound(Bound.PAYLOADS);
        close(CloseCode.RATE_LIMITED);
        return false;
    }

    private void beat(Heartbeat beat) {
        Long seq = beat.seq();
        if (state instanceof Attached(GatewaySession session) && seq != null) {
            if (seq < 0 || !session.knows(seq)) {
                close(CloseCode.INVALID_SEQ);
                return;
            }
            session.acknowledged(seq);
        }
        lastBeatMs = now.ms();
        deliver(ServerPayload.HEARTBEAT_ACK);
    }

    private void forward(ClientPayload payload) {
        if (state instanceof Attached(GatewaySession session)) {
            session.received(payload, now);
        } else {
            close(CloseCode.NOT_AUTHENTICATED);
        }
    }

    /// The connection is over; its session ends or waits.
    private void leave(boolean end) {
        ConnectionState before = state;
        state = new Closed();
        if (before instanceof Attached(GatewaySession session)) {
            if (end) {
                session.end(EndReason.CLIENT_CLOSED);
            } else {
                session.detach(this, now);
            }
        }
    }
}
