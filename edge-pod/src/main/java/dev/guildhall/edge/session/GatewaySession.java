package dev.guildhall.edge.session;

import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.json.JsonBody;
import dev.guildhall.edge.protocol.ClientPayload;
import dev.guildhall.edge.protocol.CloseCode;
import dev.guildhall.edge.protocol.DispatchType;
import dev.guildhall.edge.protocol.EventJson;
import dev.guildhall.edge.protocol.Intents;
import dev.guildhall.edge.relay.Dispatch;
import dev.guildhall.edge.relay.Subscriber;
import dev.guildhall.edge.session.SessionMeter.EndReason;
import dev.guildhall.edge.session.SessionState.Connected;
import dev.guildhall.edge.session.SessionState.Detached;
import dev.guildhall.edge.session.SessionState.Ended;
import java.util.List;
import java.util.Optional;

/// A session: what outlives a connection. States and transitions: [SessionState].
///
/// Not safe for threads: one owner makes all calls, in the order in which things happened. What its
/// client is given, and what is kept for a resume, is the [DispatchStream]'s.
public final class GatewaySession {

    private static final GuildId NO_GUILD = new GuildId(0);

    private final SessionContext context;
    private final SessionProfile profile;
    private final SessionGuilds guilds;
    private final MemberRequests memberRequests;
    private final DispatchStream stream;
    private SessionState state = new Detached(0);

    /// `subscriber` is what relays are given: it hands its calls on to the methods below.
    public GatewaySession(
            SessionContext context, SessionProfile profile, Subscriber subscriber, Moment now) {
        this.context = context;
        this.profile = profile;
        this.guilds = new SessionGuilds(context, profile, subscriber, now);
        this.memberRequests = new MemberRequests(context, profile, guilds, this);
        this.stream = new DispatchStream(context);
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
        return stream.ringBytes();
    }

    /// Sends READY and opens the guilds, whose GUILD_CREATEs follow as they come.
    void start(Connection connection, List<GuildId> communities, List<GuildId> directs) {
        state = new Connected(connection);
        stream.begin(connection, profile.ready(communities).body());
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
        if (!stream.knows(seq)) {
            return Resume.SEQ_FROM_THE_FUTURE;
        }
        Optional<List<Kept>> missed = stream.after(seq);
        if (missed.isEmpty()) {
            return Resume.IMPOSSIBLE;
        }
        if (state instanceof Connected(Connection old)) {
            old.replaced();
        }
        state = new Connected(connection);
        stream.resume(connection, missed.get());
        context.meter().resumed();
        proceed();
        return Resume.DONE;
    }

    /// The connection is gone; the session waits for a resume.
    void detach(Connection connection, Moment now) {
        if (state instanceof Connected(Connection current) && current == connection) {
            state = new Detached(now.ms());
            stream.detach();
            memberRequests.clear();
        }
    }

    /// The session is gone for good. Its connection, if there is one, is the caller's.
    public void end(EndReason reason) {
        if (state instanceof Ended) {
            return;
        }
        state = new Ended();
        stream.end();
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
        orLost(stream.proceed());
        if (stream.caughtUp() && state instanceof Connected) {
            guilds.proceed(hasRoom());
            memberRequests.proceed();
        }
    }

    /// The client has everything up to `seq`.
    void acknowledged(long seq) {
        stream.acknowledged(seq);
    }

    /// Whether `seq` was ever given out.
    boolean knows(long seq) {
        return stream.knows(seq);
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
        if (!(state instanceof Ended)) {
            orLost(stream.add(dispatch));
        }
    }

    /// A dispatch for this session alone.
    void emit(DispatchType type, JsonBody body, GuildId guildId, long guildSeq) {
        if (!(state instanceof Ended)) {
            orLost(stream.addOwn(type, body, guildId, guildSeq));
        }
    }

    /// Whether the client reads fast enough to be given more than it must be given.
    boolean hasRoom() {
        return stream.hasRoom();
    }

    private void orLost(boolean whole) {
        if (!whole) {
            eventsLost();
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
}
