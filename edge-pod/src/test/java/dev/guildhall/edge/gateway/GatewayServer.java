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
        this(options(4, 1_000, 4L << 20));
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
        server.addConnector(connector);
        server.setHandler(gateway.handler(server, new Handler.Sequence()));
        gateway.start();
        server.start();
    }

    static GatewayOptions options(int shards, int maxUnidentified, long maxOutboundBytes) {
        return new GatewayOptions(
                SessionLimits.defaults(),
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
