package dev.guildhall.guild.store.cassandra;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// A TCP proxy before a node, which knows what each request executes and loses the one that it is
/// told to lose.
///
/// It speaks protocol 4 only, whose frames can be read; drivers come down to that. A request's
/// statement is the text without line breaks, or those of a batch, each once, joined by " + ".
public final class StatementProxy implements AutoCloseable {

    /// What is lost.
    public enum Loss {
        /// The request and all that follows, in both directions.
        BEFORE,
        /// The request's answer and all that follows, in both directions.
        AFTER,
        /// The request, and nothing else.
        ALONE
    }

    private static final class Armed {
        private final Predicate<String> statement;
        private final Loss loss;
        private final CompletableFuture<Void> met = new CompletableFuture<>();
        private int left;

        Armed(Predicate<String> statement, int nth, Loss loss) {
            this.statement = statement;
            this.left = nth;
            this.loss = loss;
        }

        boolean isHitBy(String executed) {
            return statement.test(executed) && --left == 0;
        }
    }

    private final InetSocketAddress target;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Map<String, String> prepared = new ConcurrentHashMap<>();

    // Guarded by this.
    private final List<String> seen = new ArrayList<>();
    private final List<Armed> armed = new ArrayList<>();
    private boolean mute;

    public StatementProxy(InetSocketAddress target) {
        this.target = target;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    /// The `nth` request from now on with such a statement, 1 being the next, meets the loss. What
    /// is returned completes when it has.
    public synchronized CompletableFuture<Void> arm(
            Predicate<String> statement, int nth, Loss loss) {
        Armed next = new Armed(statement, nth, loss);
        armed.add(next);
        return next.met;
    }

    /// What was executed since the start, in order.
    public synchronized List<String> seen() {
        return List.copyOf(seen);
    }

    /// Nothing passes any more, until `heal`.
    public synchronized void silence() {
        mute = true;
    }

    /// Everything passes again over new connections; those of before are broken.
    public void heal() {
        synchronized (this) {
            mute = false;
            armed.clear();
        }
        open.forEach(StatementProxy::close);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket node = new Socket();
                open.add(client);
                open.add(node);
                Thread.ofVirtual().start(() -> connect(client, node));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void connect(Socket client, Socket node) {
        try {
            node.connect(target);
            Connection connection = new Connection(client, node);
            Thread.ofVirtual().start(connection::answers);
            connection.requests();
        } catch (IOException _) {
            close(client);
            close(node);
        }
    }

    /// Whether the request may pass.
    private synchronized boolean asks(Connection from, CqlFrame request) {
        if (mute) {
            return false;
        }
        if (request.prepares()) {
            from.preparing.put(request.stream(), oneLine(request.prepared()));
        }
        Set<String> texts = request.executed(prepared);
        if (texts.isEmpty()) {
            return true;
        }
        String statement = String.join(" + ", texts);
        seen.add(statement);
        for (Armed each : armed) {
            if (each.isHitBy(statement)) {
                return passes(from, request, each);
            }
        }
        return true;
    }

    private boolean passes(Connection from, CqlFrame request, Armed hit) {
        if (hit.loss == Loss.AFTER) {
            from.lastAnswers.put(request.stream(), hit.met);
            return true;
        }
        mute = hit.loss == Loss.BEFORE;
        hit.met.complete(null);
        return false;
    }

    /// Whether the answer may pass.
    private synchronized boolean answers(Connection to, CqlFrame answer) {
        if (mute) {
            return false;
        }
        String text = to.preparing.remove(answer.stream());
        if (text != null && answer.isPrepared()) {
            prepared.put(answer.preparedId(), text);
        }
        CompletableFuture<Void> met = to.lastAnswers.remove(answer.stream());
        if (met != null) {
            mute = true;
            met.complete(null);
            return false;
        }
        return true;
    }

    private static String oneLine(String statement) {
        return statement.replaceAll("\\s+", " ");
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        silence();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(StatementProxy::close);
    }

    private final class Connection {
        private final Socket client;
        private final Socket node;
        private final Map<Integer, String> preparing = new HashMap<>();
        private final Map<Integer, CompletableFuture<Void>> lastAnswers = new HashMap<>();

        Connection(Socket client, Socket node) {
            this.client = client;
            this.node = node;
        }

        private void requests() throws IOException {
            try (client;
                    node) {
                var in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
                while (true) {
                    CqlFrame request = CqlFrame.read(in);
                    if (request.version() != CqlFrame.VERSION) {
                        CqlFrame.unsupported(request).write(client.getOutputStream());
                    } else if (asks(this, request)) {
                        request.write(node.getOutputStream());
                    }
                }
            }
        }

        private void answers() {
            try (client;
                    node) {
                var in = new DataInputStream(new BufferedInputStream(node.getInputStream()));
                while (true) {
                    CqlFrame answer = CqlFrame.read(in);
                    if (StatementProxy.this.answers(this, answer)) {
                        answer.write(client.getOutputStream());
                    }
                }
            } catch (IOException _) {
                // One side has gone, and the other goes with it.
            }
        }
    }
}
