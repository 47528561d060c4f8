package dev.guildhall.e2e.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One connection through the [RecordingProxy]: two pumps, and what they carried.
///
/// What the server sent is recorded when the proxy has read it, whether or not the client got it.
public final class ProxiedConnection {

    private final Socket client;
    private final Socket server;
    private final Runnable passHandshake;
    private final ByteArrayOutputStream up = new ByteArrayOutputStream();
    private final ByteArrayOutputStream down = new ByteArrayOutputStream();
    private volatile boolean swallowing;
    private volatile boolean webSocket;

    ProxiedConnection(Socket client, Socket server, Runnable passHandshake) {
        this.client = client;
        this.server = server;
        this.passHandshake = passHandshake;
    }

    void start() {
        Thread.ofVirtual().name("proxy-up").start(() -> pump(client, server, up));
        Thread.ofVirtual().name("proxy-down").start(() -> pump(server, client, down));
    }

    /// From now on nothing that the server sends reaches the client, who does not notice.
    public void swallow() {
        swallowing = true;
    }

    /// Ends the connection as a lost network does: with a reset to both sides and no close frame.
    public void cut() {
        reset(client);
        reset(server);
    }

    public boolean isOpen() {
        return !client.isClosed() && !server.isClosed();
    }

    /// Everything that went over this connection so far, read as HTTP and WebSocket.
    public Conversation conversation() {
        return Conversation.read(bytes(up), bytes(down));
    }

    /// How many bytes the server has sent so far.
    public int bytesDown() {
        synchronized (down) {
            return down.size();
        }
    }

    boolean isWebSocket() {
        return webSocket;
    }

    boolean saidToServer(String words) {
        Conversation said = conversation();
        return said.sent().stream().anyMatch(message -> message.contains(words));
    }

    private void pump(Socket from, Socket to, ByteArrayOutputStream recording) {
        var buffer = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                synchronized (recording) {
                    recording.write(buffer, 0, n);
                }
                if (recording == up && !webSocket && isHandshake(buffer, n)) {
                    webSocket = true;
                    passHandshake.run();
                }
                if (!(swallowing && recording == down)) {
                    out.write(buffer, 0, n);
                }
            }
        } catch (IOException _) {
            // One side is gone, which ends both.
        }
        closeQuietly(client);
        closeQuietly(server);
    }

    /// A handshake may follow other calls on a kept connection (discord.py), but starts a read.
    private static boolean isHandshake(byte[] bytes, int length) {
        var head = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        return head.startsWith("GET ")
                && head.toLowerCase(Locale.ROOT).contains("\r\nupgrade: websocket");
    }

    private static byte[] bytes(ByteArrayOutputStream recording) {
        synchronized (recording) {
            return recording.toByteArray();
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException _) {
            // Closed already.
        }
        closeQuietly(socket);
    }

    static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Nothing is left to release.
        }
    }
}
