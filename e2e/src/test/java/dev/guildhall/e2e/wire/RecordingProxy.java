package dev.guildhall.e2e.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// A TCP proxy on loopback that keeps every byte of every connection and lets a test cut them.
///
/// It binds at once and learns later where to forward to, because the system behind it is told the
/// proxy's address when it starts. Thread-safe.
public final class RecordingProxy implements AutoCloseable {

    private final ServerSocket server;
    private final List<ProxiedConnection> connections = new CopyOnWriteArrayList<>();
    private volatile InetSocketAddress upstream;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    public RecordingProxy() throws IOException {
        server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        upstream = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Thread.ofVirtual().name("proxy-accept").start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    public void forwardTo(int loopbackPort) {
        upstream = new InetSocketAddress(InetAddress.getLoopbackAddress(), loopbackPort);
    }

    /// All connections so far in the order in which they were accepted, the closed ones as well.
    public List<ProxiedConnection> connections() {
        return List.copyOf(connections);
    }

    /// The newest open gateway connection on which `token` identified or resumed.
    ///
    /// @throws IllegalStateException when there is none
    public ProxiedConnection gatewayOf(String token) {
        return connections.reversed().stream()
                .filter(each -> each.isOpen() && each.saidToServer(token) && each.isWebSocket())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no gateway connection is open"));
    }

    /// From now on a WebSocket handshake waits until [#releaseHandshakes]; all else passes.
    public void holdHandshakes() {
        gate = new CountDownLatch(1);
    }

    public void releaseHandshakes() {
        gate.countDown();
    }

    @Override
    public void close() throws IOException {
        releaseHandshakes();
        server.close();
        connections.forEach(ProxiedConnection::cut);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().name("proxy-connect").start(() -> connect(client));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new IllegalStateException("the proxy cannot accept", e);
                }
            }
        }
    }

    private void connect(Socket client) {
        try {
            var socket = new Socket();
            socket.connect(upstream, 5_000);
            var connection = new ProxiedConnection(client, socket, this::passHandshake);
            connections.add(connection);
            connection.start();
        } catch (IOException _) {
            ProxiedConnection.closeQuietly(client);
        }
    }

    private void passHandshake() {
        try {
            gate.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
