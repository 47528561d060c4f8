package dev.guildhall.edge.gateway;

import dev.guildhall.edge.protocol.CloseCode;
import dev.guildhall.edge.session.SessionMeter.Bound;
import dev.guildhall.edge.session.SessionMeter.EndReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.pathmap.ServletPathSpec;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.eclipse.jetty.websocket.core.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The WebSocket gateway: takes upgrade requests on `/`, `/gateway` and `/gateway/`.
public final class Gateway implements WebSocketNegotiator, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final long DRAIN_POLL_MS = 20;

    private final GatewayParts parts;
    private final GatewaySessions sessions;
    private final List<SessionShard> shards = new ArrayList<>();
    private final GatewaySockets sockets;
    private final ScheduledExecutorService timer;
    private final AtomicBoolean draining = new AtomicBoolean();

    public Gateway(GatewayParts parts, GatewaySessions sessions) {
        this.parts = parts;
        this.sessions = sessions;
        for (int i = 0; i < parts.options().shards(); i++) {
            shards.add(new SessionShard(i, parts, sessions));
        }
        this.sockets = new GatewaySockets(parts.options(), shards);
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("gateway-timer").daemon().factory());
    }

    /// Starts the threads.
    public void start() {
        parts.metrics().watch(sockets, sessions);
        shards.forEach(SessionShard::start);
        MembershipWatch watch = new MembershipWatch(parts, sessions);
        ScheduledFuture<?> _ =
                timer.scheduleAtFixedRate(() -> second(watch), 1, 1, TimeUnit.SECONDS);
    }

    /// A handler for upgrades, on the server's threads and buffers; everything else goes to `next`.
    public Handler handler(Server server, Handler next) {
        WebSocketUpgradeHandler handler =
                new WebSocketUpgradeHandler(
                        WebSocketServerComponents.ensureWebSocketComponents(server));
        handler.addMapping(new ServletPathSpec(""), this);
        handler.addMapping(new ServletPathSpec("/gateway"), this);
        handler.addMapping(new ServletPathSpec("/gateway/"), this);
        handler.setHandler(next);
        return handler;
    }

    @Override
    public @Nullable FrameHandler negotiate(
            ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        boolean full = !sockets.hasRoom();
        if (full) {
            parts.metrics().bound(Bound.UNIDENTIFIED_CONNECTIONS);
        }
        if (full || draining.get()) {
            Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
            return null;
        }
        response.setExtensions(List.of()); // compression is the gateway's own
        return sockets.create(
                Handshake.of(
                        Request.extractQueryParameters(request), parts.publicUrl(), parts.edge()));
    }

    /// The gateway's heartbeat is what finds dead connections, not Jetty's idle timeout. Frames go
    /// out whole; coming in, a large one is handed over in pieces and refused by its size.
    @Override
    public void customize(Configuration configuration) {
        configuration.setIdleTimeout(Duration.ZERO);
        configuration.setMaxFrameSize(0);
        configuration.setAutoFragment(true);
    }

    /// Tells all clients to reconnect, waits until they have gone or `timeout` is over, and closes
    /// what is left; then the sessions end. No upgrades are taken from the beginning on.
    public void drain(Duration timeout) throws InterruptedException {
        draining.set(true);
        sockets.reconnectAll();
        await(() -> sockets.openCount() == 0, timeout);
        sockets.closeAll(CloseCode.SERVICE_RESTART);
        await(() -> sockets.openCount() == 0, timeout);
        sessions.endAll(EndReason.DRAINED);
        await(() -> sessions.count() == 0, timeout);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        shards.forEach(SessionShard::close);
    }

    /// A timer's task that throws is not called again, so nothing may get out.
    private void second(MembershipWatch watch) {
        try {
            watch.second();
            parts.identifies().prune(TimeUnit.NANOSECONDS.toMillis(parts.ticker().nanos()));
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("The gateway's timer failed");
        }
    }

    private static void await(BooleanSupplier condition, Duration timeout)
            throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
            Thread.sleep(DRAIN_POLL_MS);
        }
    }
}
