package dev.guildhall.edge;

import dev.guildhall.common.log.LogKeys;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.edge.gateway.Gateway;
import dev.guildhall.edge.gateway.GatewayMetrics;
import dev.guildhall.edge.gateway.GatewayOptions;
import dev.guildhall.edge.gateway.GatewayParts;
import dev.guildhall.edge.gateway.GatewaySessions;
import dev.guildhall.edge.relay.SequenceSource;
import dev.guildhall.edge.rest.RestConfig;
import dev.guildhall.edge.rest.RestHandler;
import dev.guildhall.edge.rest.RestServices;
import dev.guildhall.edge.rest.web.WebHandler;
import dev.guildhall.edge.rpc.EdgeStatus;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An edge pod, put together: HTTP, gateway, API and page in front, relays behind.
public final class EdgePod implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EdgePod.class);
    private static final String PAGE = "web";

    /// For how long an edge that was given another's place waits for its port.
    private static final Duration PORT_PATIENCE = Duration.ofSeconds(10);

    private final EdgeHttp http;
    private final StandbyPort standbyPort;
    private final EdgeUpstream upstream;
    private final GatewaySessions sessions;
    private final SequenceSource sequences = new SequenceSource();
    private final Gateway gateway;
    private final RestHandler rest;
    private volatile boolean started;
    private volatile boolean draining;
    private volatile String adminAddress = "";
    private volatile Runnable onFailure = () -> {};

    private EdgePod(EdgeConfig config, EdgeHttp http, Ticker ticker, MeterRegistry registry) {
        this.http = http;
        this.standbyPort =
                new StandbyPort(
                        http, config.httpPort(), PORT_PATIENCE, this::opened, this::portFailed);
        String gatewayUrl = config.publicGateway().orElse("ws://" + http.address());
        GatewayOptions options = GatewayOptions.of(config.session());
        registry.gauge("edge_sequence", sequences, SequenceSource::last);
        this.sessions = new GatewaySessions(options);
        this.upstream =
                new EdgeUpstream(config, this::status, sessions, sequences, ticker, registry);
        this.gateway =
                new Gateway(
                        GatewayParts.of(
                                options,
                                new GatewayMetrics(registry),
                                ticker,
                                upstream.accounts(),
                                upstream.relays(),
                                sequences,
                                gatewayUrl,
                                config.pod()),
                        sessions);
        this.rest =
                new RestHandler(
                        withUrl(config.rest(), gatewayUrl),
                        new RestServices(upstream.accounts(), upstream.relays(), sessions::joined),
                        ticker,
                        registry);
        if (config.standby()) {
            upstream.onPlaced(standbyPort);
        }
    }

    /// Takes the HTTP port, unless it is to stand by, and puts the rest together. Nothing is served
    /// before [#start].
    public static EdgePod bind(EdgeConfig config, Ticker ticker, MeterRegistry registry)
            throws Exception {
        EdgeHttp http = EdgeHttp.at(config.bind());
        if (!config.standby()) {
            http.open(config.httpPort());
        }
        return new EdgePod(config, http, ticker, registry);
    }

    /// Serves as soon as it has a port, and reports to the operator.
    public void start(String admin) throws Exception {
        adminAddress = admin;
        gateway.start();
        Handler page = WebHandler.fromClasspath(PAGE);
        http.start(server -> gateway.handler(server, new Handler.Sequence(rest, page)));
        started = true;
        upstream.start();
    }

    /// `listener` is called when the pod will never serve: only a new process helps. Set before
    /// [#start].
    public void onFailure(Runnable listener) {
        onFailure = listener;
    }

    /// `host:port` of the API, the gateway and the page; empty while it stands by.
    public String address() {
        return http.address();
    }

    /// False when the counter of dispatches comes near what clients can read: then only a new
    /// process helps.
    public boolean live() {
        return !sequences.nearItsEnd();
    }

    /// Whether clients should be sent here.
    public boolean ready() {
        return http.isOpen() && able();
    }

    /// Whether it serves, or would with a port.
    private boolean able() {
        return started && !draining && live() && upstream.hasAssignments();
    }

    private void portFailed() {
        onFailure.run();
    }

    private void opened() {
        LOG.atInfo().addKeyValue(LogKeys.ADDRESS, address()).log("The edge pod serves");
        upstream.statusChanged();
    }

    /// Sends the clients away: they reconnect, and resume where they can.
    public void drain(Duration timeout) throws InterruptedException {
        LOG.atInfo().addKeyValue(LogKeys.COUNT, sessions.count()).log("The edge pod drains");
        draining = true;
        upstream.statusChanged();
        gateway.drain(timeout);
    }

    @Override
    public void close() throws Exception {
        http.close();
        gateway.close();
        upstream.close();
    }

    private EdgeStatus status() {
        boolean ready = standbyPort.isTaking() ? ready() : able();
        return new EdgeStatus(ready, sessions.count(), http.address(), adminAddress);
    }

    private static RestConfig withUrl(RestConfig config, String gatewayUrl) {
        return new RestConfig(
                gatewayUrl,
                config.authDev(),
                config.rateLimits(),
                config.maxBodyBytes(),
                config.maxInFlight(),
                config.maxIdentifies());
    }
}
