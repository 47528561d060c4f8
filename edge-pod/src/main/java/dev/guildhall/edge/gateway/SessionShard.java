package dev.guildhall.edge.gateway;

import dev.guildhall.common.id.SessionId;
import dev.guildhall.edge.session.Connection;
import dev.guildhall.edge.session.ConnectionInfo;
import dev.guildhall.edge.session.GatewaySession;
import dev.guildhall.edge.session.Moment;
import dev.guildhall.edge.session.SessionContext;
import dev.guildhall.edge.session.SessionFactory;
import dev.guildhall.edge.session.SessionMeter.Bound;
import dev.guildhall.edge.session.SessionMeter.EndReason;
import dev.guildhall.edge.session.SessionProfile;
import dev.guildhall.edge.session.SessionState;
import dev.guildhall.edge.session.Wire;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/// The sockets and sessions of one shard. All but `execute`, `owns` and `now` is for its thread.
///
/// Session ids begin with two hex digits that name the shard, so that a resume finds it.
final class SessionShard implements SessionFactory, Executor, AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 16;

    private final int index;
    private final Shard thread;
    private final SendPath sendPath = new SendPath();
    private final GatewayParts parts;
    private final GatewaySessions all;
    private final SessionContext context;
    private final Map<SessionId, SessionHandle> handles = new LinkedHashMap<>();
    private final Set<GatewaySocket> sockets = new LinkedHashSet<>();

    @SuppressWarnings("this-escape") // the thread starts in start()
    SessionShard(int index, GatewayParts parts, GatewaySessions all) {
        this.index = index;
        this.parts = parts;
        this.all = all;
        this.thread = new Shard(index, parts.ticker());
        this.context =
                new SessionContext(
                        parts.options().session(),
                        parts.metrics(),
                        parts.relays(),
                        parts.sequences(),
                        thread,
                        this::ended);
    }

    void start() {
        thread.start(sendPath::flush, this::tick);
    }

    @Override
    public void execute(Runnable task) {
        thread.execute(task);
    }

    boolean owns() {
        return thread.owns();
    }

    SendPath sendPath() {
        return sendPath;
    }

    Moment now() {
        return thread.now();
    }

    Connection newConnection(ConnectionInfo info, Wire wire) {
        return new Connection(
                context, parts.accounts(), parts.identifies(), this, info, wire, now());
    }

    /// Takes over a connection that has no session yet.
    void adopt(Connection connection) {
        connection.moveTo(context, this);
    }

    void add(GatewaySocket socket) {
        sockets.add(socket);
    }

    void remove(GatewaySocket socket) {
        sockets.remove(socket);
    }

    @Override
    public SessionId newSessionId() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        bytes[0] = (byte) index;
        return new SessionId(HexFormat.of().formatHex(bytes));
    }

    @Override
    public Optional<GatewaySession> create(SessionProfile profile, Moment now) {
        SessionHandle handle =
                new SessionHandle(this, context, profile, now, parts.options().maxInboxBytes());
        if (!all.add(handle)) {
            return Optional.empty();
        }
        handles.put(profile.sessionId(), handle);
        return Optional.of(handle.session());
    }

    @Override
    public Optional<GatewaySession> find(SessionId sessionId) {
        return Optional.ofNullable(handles.get(sessionId)).map(SessionHandle::session);
    }

    @Override
    public void close() {
        thread.close();
    }

    private void ended(GatewaySession session) {
        SessionHandle handle = handles.remove(session.id());
        if (handle != null) {
            all.remove(handle);
        }
    }

    private void tick() {
        Moment now = now();
        List.copyOf(sockets).forEach(GatewaySocket::tick);
        int detached = 0;
        long detachedBytes = 0;
        for (SessionHandle handle : List.copyOf(handles.values())) {
            handle.session().tick(now);
            if (handle.session().state() instanceof SessionState.Detached) {
                detached++;
                detachedBytes += handle.session().ringBytes();
            }
        }
        all.counted(index, detached);
        evict(detached, detachedBytes);
    }

    /// Detached sessions that are too many, or hold too much, end before their time, those that
    /// began first first.
    private void evict(int detached, long detachedBytes) {
        int count = detached;
        long bytes = detachedBytes;
        Iterator<SessionHandle> oldest = List.copyOf(handles.values()).iterator();
        while (oldest.hasNext()
                && (count > all.maxDetachedPerShard() || bytes > all.maxDetachedBytesPerShard())) {
            GatewaySession session = oldest.next().session();
            if (session.state() instanceof SessionState.Detached) {
                count--;
                bytes -= session.ringBytes();
                parts.metrics().bound(Bound.DETACHED_SESSIONS);
                session.end(EndReason.EVICTED);
            }
        }
    }
}
