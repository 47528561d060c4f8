package dev.guildhall.edge.session;

import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.edge.fake.FakeAccountBook;
import dev.guildhall.edge.fake.FakeGuilds;
import dev.guildhall.edge.protocol.ClientPayloadReader;
import dev.guildhall.edge.protocol.CloseCode;
import dev.guildhall.edge.relay.Dispatch;
import dev.guildhall.edge.relay.SequenceSource;
import dev.guildhall.edge.relay.Subscriber;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Connections and sessions on one thread, with fakes around them and a clock that a test moves.
final class Edge implements SessionFactory, SessionMeter {

    final SequenceSource sequences = new SequenceSource();
    final FakeAccountBook accounts = new FakeAccountBook();
    final FakeGuilds guilds = new FakeGuilds(sequences);
    final Map<SessionId, GatewaySession> sessions = new HashMap<>();
    final List<CloseCode> closes = new ArrayList<>();
    final List<EndReason> ends = new ArrayList<>();
    final Map<Bound, Integer> bounds = new EnumMap<>(Bound.class);
    private final IdentifyLimiter identifies = new IdentifyLimiter(3, 5_000);
    private final SessionContext context;
    private long nowMs = 1_000_000;
    private int ids;
    long ringBytes;
    int maxSessions = 100;

    Edge() {
        this(SessionLimits.defaults());
    }

    Edge(SessionLimits limits) {
        context =
                new SessionContext(
                        limits,
                        this,
                        guilds,
                        sequences,
                        Runnable::run,
                        session -> sessions.remove(session.id()));
    }

    Client connect() {
        return new Client();
    }

    Moment now() {
        return new Moment(nowMs, 1_767_225_600_000L + nowMs);
    }

    void advanceMs(long ms) {
        nowMs += ms;
        List.copyOf(sessions.values()).forEach(session -> session.tick(now()));
    }

    GatewaySession onlySession() {
        return sessions.values().iterator().next();
    }

    @Override
    public SessionId newSessionId() {
        return new SessionId("session" + ids++);
    }

    @Override
    public Optional<GatewaySession> create(SessionProfile profile, Moment now) {
        if (sessions.size() >= maxSessions) {
            return Optional.empty();
        }
        Direct subscriber = new Direct(profile);
        GatewaySession session = new GatewaySession(context, profile, subscriber, now);
        subscriber.session = session;
        sessions.put(profile.sessionId(), session);
        return Optional.of(session);
    }

    @Override
    public Optional<GatewaySession> find(SessionId sessionId) {
        return Optional.ofNullable(sessions.get(sessionId));
    }

    @Override
    public void delivered(int bytes) {}

    @Override
    public void ringBytes(long delta) {
        ringBytes += delta;
    }

    @Override
    public void started() {}

    @Override
    public void resumed() {}

    @Override
    public void invalidated() {}

    @Override
    public void ended(EndReason reason) {
        ends.add(reason);
    }

    @Override
    public void closed(CloseCode code) {
        closes.add(code);
    }

    @Override
    public void bound(Bound bound) {
        bounds.merge(bound, 1, Integer::sum);
    }

    /// A connection with a client at its other end.
    final class Client {

        final RecordingWire wire = new RecordingWire();
        final Connection connection =
                new Connection(
                        context,
                        accounts,
                        identifies,
                        Edge.this,
                        new ConnectionInfo(10, "ws://edge", "edge-0"),
                        wire,
                        now());

        Client() {
            connection.open(true);
        }

        Client send(String payload) {
            connection
                    .received(
                            ClientPayloadReader.read(payload.getBytes(StandardCharsets.UTF_8)),
                            now())
                    .join();
            return this;
        }

        /// Identifies with these further fields of `d`.
        Client identify(String token, String more) {
            return send(
                    "{\"op\":2,\"d\":{\"token\":\"Bot %s\",\"properties\":{}%s}}"
                            .formatted(token, more));
        }

        Client identify(String token) {
            return identify(token, ",\"intents\":513");
        }

        Client resume(String token, String sessionId, long seq) {
            return send(
                    "{\"op\":6,\"d\":{\"token\":\"%s\",\"session_id\":\"%s\",\"seq\":%d}}"
                            .formatted(token, sessionId, seq));
        }

        Client beat(String seq) {
            return send("{\"op\":1,\"d\":" + seq + "}");
        }

        void lose() {
            connection.closedByClient(1006, now());
        }

        void tick() {
            connection.tick(now());
        }
    }

    /// Hands a relay's calls straight on.
    private static final class Direct implements Subscriber {

        private final SessionProfile profile;
        private GatewaySession session;

        Direct(SessionProfile profile) {
            this.profile = profile;
        }

        @Override
        public SessionId sessionId() {
            return profile.sessionId();
        }

        @Override
        public UserId userId() {
            return profile.userId();
        }

        @Override
        public int intents() {
            return profile.intents();
        }

        @Override
        public int largeThreshold() {
            return profile.largeThreshold();
        }

        @Override
        public void guildOpened(GuildView view) {
            session.guildOpened(view);
        }

        @Override
        public void guildClosed(GuildId guildId, boolean unavailable) {
            session.guildClosed(guildId, unavailable);
        }

        @Override
        public void eventsLost(GuildId guildId) {
            session.eventsLost();
        }

        @Override
        public void dispatch(Dispatch dispatch) {
            session.dispatch(dispatch);
        }
    }
}
