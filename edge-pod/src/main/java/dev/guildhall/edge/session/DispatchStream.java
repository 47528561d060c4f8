package dev.guildhall.edge.session;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.json.JsonBody;
import dev.guildhall.edge.protocol.DispatchJson;
import dev.guildhall.edge.protocol.DispatchType;
import dev.guildhall.edge.protocol.EventJson;
import dev.guildhall.edge.relay.Dispatch;
import dev.guildhall.edge.session.SessionMeter.Bound;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a session's client is given: dispatches under an `s` that only grows, each kept for a
/// resume until the client has it. Owned by the session.
///
/// After a resume, what was missed goes out as fast as the client takes it, and what is new behind
/// it.
final class DispatchStream {

    private static final GuildId NO_GUILD = new GuildId(0);

    private final SessionContext context;
    private ReplayRing ring = new ReplayRing(0, 0, 0);
    private @Nullable CatchUp catchUp;
    private @Nullable Connection to;
    private long lastS;

    DispatchStream(SessionContext context) {
        this.context = context;
    }

    /// The bytes that are kept.
    long ringBytes() {
        return ring.bytes();
    }

    /// Sends READY, from which on everything is kept.
    void begin(Connection connection, JsonBody ready) {
        to = connection;
        lastS = context.sequences().next();
        ring =
                new ReplayRing(
                        context.limits().ringDispatches(), context.limits().ringBytes(), lastS);
        connection.deliver(DispatchJson.encode(lastS, DispatchType.READY, ready));
    }

    /// Whether `s` was ever given out.
    boolean knows(long s) {
        return s <= lastS;
    }

    /// What came after `s`, in order; empty when some of it is gone.
    Optional<List<Kept>> after(long s) {
        return ring.after(s);
    }

    /// From now on `connection` is given things: first what it `missed`, then RESUMED. To be
    /// followed by [#proceed()].
    void resume(Connection connection, List<Kept> missed) {
        to = connection;
        lastS = context.sequences().next();
        byte[] resumed = DispatchJson.encode(lastS, DispatchType.RESUMED, EventJson.resumed());
        String type = DispatchType.RESUMED.name();
        Dispatch last = new Dispatch(lastS, NO_GUILD, 0, type, resumed);
        catchUp = new CatchUp(missed, Kept.shared(last));
    }

    /// Nobody is given anything; what comes is kept.
    void detach() {
        to = null;
        catchUp = null;
    }

    /// Forgets everything.
    void end() {
        detach();
        context.meter().ringBytes(-ring.bytes());
        ring = new ReplayRing(0, 0, Long.MAX_VALUE);
    }

    /// The client has everything up to `s`.
    void acknowledged(long s) {
        long before = ring.bytes();
        ring.acknowledge(Math.min(s, lastS));
        context.meter().ringBytes(ring.bytes() - before);
    }

    /// Adds a dispatch for this session alone; false as [#proceed()] says.
    boolean addOwn(DispatchType type, JsonBody body, GuildId guildId, long guildSeq) {
        long s = context.sequences().next();
        byte[] json = DispatchJson.encode(s, type, body);
        Dispatch own = new Dispatch(s, guildId, guildSeq, type.name(), json);
        return add(own, Kept.own(own));
    }

    /// Adds a dispatch, in the guild's order; false as [#proceed()] says.
    boolean add(Dispatch dispatch) {
        if (dispatch.s() > lastS) {
            return add(dispatch, Kept.shared(dispatch));
        }
        Dispatch restamped = dispatch.restamped(context.sequences().next());
        return add(restamped, Kept.own(restamped));
    }

    private boolean add(Dispatch dispatch, Kept kept) {
        lastS = dispatch.s();
        long before = ring.bytes();
        if (ring.add(kept)) {
            context.meter().bound(Bound.RING);
        }
        context.meter().ringBytes(ring.bytes() - before);
        if (catchUp == null) {
            deliver(dispatch);
            return true;
        }
        catchUp.add(kept);
        return proceed();
    }

    /// Whether the client has been given all that it missed.
    boolean caughtUp() {
        return catchUp == null;
    }

    /// Whether the client reads fast enough to be given more than it must be given.
    boolean hasRoom() {
        return to != null && to.hasRoom(context.limits().paceBytes());
    }

    /// Hands over what was missed while there is room. False: a client that takes it more slowly
    /// than new things happen has lost something, as the ring has.
    boolean proceed() {
        while (catchUp != null && hasRoom()) {
            CatchUp current = catchUp;
            deliver(current.take());
            if (current.isDone()) {
                catchUp = null;
            }
        }
        return catchUp == null || catchUp.reachesBackTo(ring.floor());
    }

    private void deliver(Dispatch dispatch) {
        if (to != null) {
            to.deliver(dispatch.json());
        }
    }
}
