package dev.guildhall.edge.session;

import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.json.JsonBody;
import dev.guildhall.edge.protocol.ClientPayload;
import dev.guildhall.edge.protocol.CloseCode;
import dev.guildhall.edge.protocol.DispatchJson;
import dev.guildhall.edge.protocol.DispatchType;
import dev.guildhall.edge.protocol.EventJson;
import dev.guildhall.edge.protocol.Intents;
import dev.guildhall.edge.relay.Dispatch;
import dev.guildhall.edge.relay.Subscriber;
import dev.guildhall.edge.session.SessionMeter.Bound;
import dev.guildhall.edge.session.SessionMeter.EndReason;
import dev.guildhall.edge.session.SessionState.Connected;
import dev.guildhall.edge.session.SessionState.Detached;
import dev.guildhall.edge.session.SessionState.Ended;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A session: what outlives a connection. States and transitions: [SessionState].
///
/// Not safe for threads: one owner makes all calls, in the order in which things happened. It hands
/// every dispatch on with an `s` above all before, and keeps it for a resume.
public final class GatewaySession {

    private static final GuildId NO_GUILD = new GuildId(0);

    private final SessionContext context;
    private final SessionProfile profile;
    private final SessionGuilds guilds;
    private final MemberRequests memberRequests;
    private ReplayRing ring;
    private @Nullable CatchUp catchUp;
    private SessionState state = new Detached(0);
    private long lastS;

    /// `subscriber` is what relays are given: it hands its calls on to the methods below.
    public GatewaySession(
            SessionContext context, SessionProfile profile, Subscriber subscriber, Moment now) {
        this.context = context;
        this.profile = profile;
        this.guilds = new SessionGuilds(context, profile, subscriber, now);
        this.memberRequests = new MemberRequests(context, profile, guilds, this);
        this.ring = new ReplayRing(0, 0, 0);
    }

    public SessionId id() {
        return profile.sessionId();
    }

    public SessionProfile profile() {
        return profile;
    }

    public SessionState state() {
        return state;
    }

    /// The bytes that the ring holds.
    public long ringBytes() {
        return ring.bytes();
    }

    /// Sends READY and opens the guilds, whose GUILD_CREATEs follow as they come.
    void start(Connection connection, List<GuildId> communities, List<GuildId> directs) {
        state = new Connected(connection);
        lastS = context.sequences().next();
        ring =
                new ReplayRing(
                        context.limits().ringDispatches(), context.limits().ringBytes(), lastS);
        JsonBody ready = profile.ready(communities).body();
        connection.deliver(DispatchJson.encode(lastS, DispatchType.READY, ready));
        context.meter().started();
        guilds.openAll(communities);
        guilds.openAll(directs);
        guilds.proceed(hasRoom());
    }

    /// What became of a resume.
    enum Resume {
        DONE,
        IMPOSSIBLE,
        SEQ_FROM_THE_FUTURE
    }

    /// Replays what came after `seq` to a new connection, then RESUMED, as fast as the client takes
    /// it. An older connection that is still there is closed.
    Resume resume(Connection connection, long seq) {
        if (state instanceof Ended) {
            return Resume.IMPOSSIBLE;
        }
        if (seq > lastS) {
            return Resume.SEQ_FROM_THE_FUTURE;
        }
        Optional<List<Dispatch>> missed = ring.after(seq);
        if (missed.isEmpty()) {
            return Resume.IMPOSSIBLE;
        }
        if (state instanceof Connected(Connection old)) {
            old.replaced();
        }
        state = new Connected(connection);
        lastS = context.sequences().next();
        byte[] resumed = DispatchJson.encode(lastS, DispatchType.RESUMED, EventJson.resumed());
        String type = DispatchType.RESUMED.name();
        catchUp = new CatchUp(missed.get(), new Dispatch(lastS, NO_GUILD, 0, type, resumed));
        context.meter().resumed();
        proceed();
        return Resume.DONE;
    }

    /// The connection is gone; the session waits for a resume.
    void detach(Connection connection, Moment now) {
        if (state instanceof Connected(Connection current) && current == connection) {
            state = new Detached(now.ms());
            catchUp = null;
            memberRequests.clear();
        }
    }

    /// The session is gone for good. Its connection, if there is one, is the caller's.
    public void end(EndReason reason) {
        if (state instanceof Ended) {
            return;
        }
        state = new Ended();
        context.meter().ringBytes(-ring.bytes());
        ring = new ReplayRing(0, 0, Long.MAX_VALUE);
        catchUp = null;
        guilds.closeAll();
        memberRequests.clear();
        context.meter().ended(reason);
        context.ended().accept(this);
    }

    /// Ends the session and tells its client to identify again.
    public void invalidate(EndReason reason) {
        SessionState before = state;
        end(reason);
        if (before instanceof Connected(Connection connection)) {
            connection.invalidated();
        }
    }

    /// To be called about every second: ends what was detached too long.
    public void tick(Moment now) {
        guilds.now(now);
        if (state instanceof Detached(long sinceMs)
                && now.ms() - sinceMs >= context.limits().resumeWindowMs()) {
            end(EndReason.EXPIRED);
        } else {
            guilds.hurry();
            proceed();
        }
    }

    /// Goes on with what waits until the client has room. To be called when it has taken something.
    void proceed() {
        replay();
        if (catchUp == null && state instanceof Connected) {
            guilds.proceed(hasRoom());
            memberRequests.proceed();
        }
    }

    /// The client has everything up to `seq`.
    void acknowledged(long seq) {
        long before = ring.bytes();
        ring.acknowledge(Math.min(seq, lastS));
        context.meter().ringBytes(ring.bytes() - before);
    }

    /// Whether `seq` was ever given out.
    boolean knows(long seq) {
        return seq <= lastS;
    }

    /// A payload of an authenticated client that is about guilds: op 3, 4 and 8.
    void received(ClientPayload payload, Moment now) {
        guilds.now(now);
        switch (payload) {
            case ClientPayload.PresenceUpdate update -> guilds.updatePresence(update);
            case ClientPayload.VoiceStateUpdate update -> updateVoice(update);
            case ClientPayload.RequestGuildMembers request -> memberRequests.add(request);
            case ClientPayload.Heartbeat _,
                    ClientPayload.Identify _,
                    ClientPayload.Resume _,
                    ClientPayload.Ignored _,
                    ClientPayload.UnknownOpcode _,
                    ClientPayload.Malformed _ -> {}
        }
    }

    /// A guild that the user has come into since identify.
    public void joined(GuildId guildId) {
        if (!(state instanceof Ended)) {
            guilds.open(guildId);
        }
    }

    /// The token was revoked or its account deleted.
    public void revoked() {
        if (state instanceof Connected(Connection connection)) {
            connection.close(CloseCode.AUTHENTICATION_FAILED);
        }
        end(EndReason.REVOKED);
    }

    public void guildOpened(GuildView view) {
        if (state instanceof Ended || !guilds.opened(view.guild())) {
            return;
        }
        tell(view);
        guilds.proceed(hasRoom());
    }

    private void tell(GuildView view) {
        GuildId guildId = view.guild().id();
        if (view.guild().kind() == GuildKind.COMMUNITY) {
            emitIfWanted(
                    DispatchType.GUILD_CREATE, EventJson.guildCreate(view), guildId, view.seq());
        } else if (profile.person()) {
            JsonBody body = EventJson.directChannelCreate(view, profile.userId());
            emit(DispatchType.CHANNEL_CREATE, body, guildId, view.seq());
        }
    }

    public void guildClosed(GuildId guildId, boolean unavailable) {
        boolean wasOpen = guilds.closed(guildId, unavailable);
        if (wasOpen && !(state instanceof Ended)) {
            JsonBody body = EventJson.guildDelete(guildId, unavailable);
            emitIfWanted(DispatchType.GUILD_DELETE, body, guildId, 0);
        }
        guilds.proceed(hasRoom());
    }

    /// Events are missing: an honest end is all that is left.
    public void eventsLost() {
        invalidate(EndReason.EVENTS_LOST);
    }

    /// A dispatch of a relay, in the guild's order.
    public void dispatch(Dispatch dispatch) {
        if (state instanceof Ended) {
            return;
        }
        Dispatch stamped =
                dispatch.s() > lastS ? dispatch : dispatch.restamped(context.sequences().next());
        lastS = stamped.s();
        long before = ring.bytes();
        if (ring.add(stamped)) {
            context.meter().bound(Bound.RING);
        }
        context.meter().ringBytes(ring.bytes() - before);
        if (catchUp == null) {
            deliver(stamped.json());
        } else {
            catchUp.add(stamped);
            replay();
        }
    }

    /// A dispatch for this session alone.
    void emit(DispatchType type, JsonBody body, GuildId guildId, long guildSeq) {
        if (state instanceof Ended) {
            return;
        }
        long s = context.sequences().next();
        dispatch(
                new Dispatch(
                        s, guildId, guildSeq, type.name(), DispatchJson.encode(s, type, body)));
    }

    /// Whether the client reads fast enough to be given more than it must be given.
    boolean hasRoom() {
        return state instanceof Connected(Connection connection)
                && connection.hasRoom(context.limits().paceBytes());
    }

    /// Hands over what was missed while there is room. A client that takes it more slowly than new
    /// things happen has lost something as soon as the ring has.
    private void replay() {
        while (catchUp != null && hasRoom()) {
            CatchUp current = catchUp;
            deliver(current.take().json());
            if (current.isDone()) {
                catchUp = null;
            }
        }
        if (catchUp != null && !catchUp.reachesBackTo(ring.floor())) {
            invalidate(EndReason.EVENTS_LOST);
        }
    }

    private void emitIfWanted(DispatchType type, JsonBody body, GuildId guildId, long guildSeq) {
        if (Intents.wants(profile.intents(), type, false)) {
            emit(type, body, guildId, guildSeq);
        }
    }

    private void updateVoice(ClientPayload.VoiceStateUpdate update) {
        guilds.updateVoice(
                update,
                guildId ->
                        emit(
                                DispatchType.VOICE_SERVER_UPDATE,
                                EventJson.voiceServerUpdate(guildId, profile.voiceToken()),
                                NO_GUILD,
                                0));
    }

    private void deliver(byte[] payload) {
        if (state instanceof Connected(Connection connection)) {
            connection.deliver(payload);
        }
    }
}
