package dev.guildhall.edge;

import java.util.function.Function;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The edge's one Jetty server, for the gateway, the HTTP API and the page.
final class EdgeHttp implements AutoCloseable {

    private static final int MAX_THREADS = 64;
    private static final int MIN_THREADS = 4;
    private static final long STOP_TIMEOUT_MS = 2_000;
    private static final int ACCEPT_QUEUE = 4_096;

    /// What the kernel may hold for a client that does not read. Left to itself it would be
    /// megabytes, which a session's replay ring could not give again.
    private static final int SEND_BUFFER_BYTES = 128 << 10;

    private final Server server;
    private final ServerConnector connector;

    private EdgeHttp(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /// One that has no port yet.
    static EdgeHttp at(String address) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        threads.setName("http");
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(address);
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setReuseAddress(true);
        connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
        return new EdgeHttp(server, connector);
    }

    /// Takes the port. Before [#start] it is only known, and nobody is answered yet; after it the
    /// port serves at once. Throws when it is taken, and may be tried again.
    void open(int port) throws Exception {
        connector.setPort(port);
        connector.open();
        server.addConnector(connector);
        if (server.isStarted()) {
            connector.start();
            server.manage(connector);
        }
    }

    /// Whether it has a port.
    boolean isOpen() {
        return connector.isOpen();
    }

    /// `host:port`, as others reach it; empty without a port.
    String address() {
        return isOpen() ? connector.getHost() + ":" + connector.getLocalPort() : "";
    }

    /// Serves what `handler` makes for this server, on the port as soon as it has one.
    void start(Function<Server, Handler> handler) throws Exception {
        server.setHandler(new GracefulHandler(handler.apply(server)));
        server.setStopTimeout(STOP_TIMEOUT_MS);
        server.start();
    }

    /// Answers what is under way, for a bounded time, and ends.
    @Override
    public void close() throws Exception {
        server.stop();
    }
}
