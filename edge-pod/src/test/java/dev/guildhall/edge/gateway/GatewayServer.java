package dev.guildhall.edge.gateway;

import dev.guildhall.common.time.FakeTicker;
import dev.guildhall.edge.fake.FakeAccountBook;
import dev.guildhall.edge.fake.FakeGuilds;
import dev.guildhall.edge.relay.SequenceSource;
import dev.guildhall.edge.session.SessionLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/// A gateway on a free loopback port, with fakes behind it and a clock that a test moves.
final class GatewayServer implements AutoCloseable {

    final FakeTicker ticker = new FakeTicker();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final SequenceSource sequences = new SequenceSource();
    final FakeAccountBook accounts = new FakeAccountBook();
    final FakeGuilds guilds = new FakeGuilds(sequences);
    final Gateway gateway;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    GatewayServer() throws Exception {
        this(options(4, 1_000, 256L << 10));
    }

    GatewayServer(GatewayOptions options) throws Exception {
        gateway =
                new Gateway(
                        GatewayParts.of(
                                options,
                                new GatewayMetrics(registry),
                                ticker,
                                accounts,
                                guilds,
                                sequences,
                                "ws://gateway.example",
                                "edge-0"),
                        new GatewaySessions(options));
        connector.setHost("127.0.0.1");
        connector.setAcceptedSendBufferSize(64 << 10);
        server.addConnector(connector);
        server.setHandler(gateway.handler(server, new Handler.Sequence()));
        gateway.start();
        server.start();
    }

    /// `maxOutboundBytes` may be more than in production: the sessions' rings are large enough.
    static GatewayOptions options(int shards, int maxUnidentified, long maxOutboundBytes) {
        return new GatewayOptions(
                withRing(Math.max(1 << 20, 2 * maxOutboundBytes)),
                shards,
                maxUnidentified,
                1_000,
                100,
                64L << 20,
                maxOutboundBytes,
                8L << 20,
                1,
                10);
    }

    private static SessionLimits withRing(long bytes) {
        SessionLimits defaults = SessionLimits.defaults();
        return new SessionLimits(
                defaults.heartbeatIntervalMs(),
                defaults.identifyTimeoutMs(),
                defaults.resumeWindowMs(),
                (int) (bytes >> 8),
                bytes,
                defaults.openRequests(),
                defaults.openingGuilds(),
                defaults.paceBytes());
    }

    URI uri(String pathAndQuery) {
        return URI.create("ws://127.0.0.1:" + connector.getLocalPort() + pathAndQuery);
    }

    int port() {
        return connector.getLocalPort();
    }

    TestClient connect() {
        return TestClient.connect(uri("/?v=10&encoding=json"));
    }

    double count(String name, String label, String value) {
        return registry.get(name).tag(label, value).counter().count();
    }

    @Override
    public void close() throws Exception {
        server.stop();
        gateway.close();
    }
}
