package dev.guildhall.guild.store.cassandra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/// A TCP proxy before a node, which loses what it is told to lose.
public final class FaultyProxy implements AutoCloseable {

    private static final int CHUNK = 1 << 16;

    /// What happens to one request.
    public enum Fault {
        /// It does not arrive, and its connection breaks.
        CUT_BEFORE,
        /// It arrives, and its connection breaks before the answer comes.
        CUT_AFTER,
        /// It arrives when `release` is called; its connection stays.
        HOLD
    }

    private record Armed(Fault fault, int after) {}

    private final InetSocketAddress target;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Armed> armed = new AtomicReference<>();
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile boolean silent;

    public FaultyProxy(InetSocketAddress target) {
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

    /// Of the requests from now on, the one after `after` others meets the fault.
    public void arm(Fault fault, int after) {
        held = new CountDownLatch(1);
        armed.set(new Armed(fault, after));
    }

    /// Lets a held request go on, and forgets a fault that was not met.
    public void release() {
        armed.set(null);
        held.countDown();
    }

    /// No answer arrives any more, until `heal`.
    public void silence() {
        silent = true;
    }

    /// New connections work; those of before, which have lost bytes, are broken.
    public void heal() {
        silent = false;
        release();
        open.forEach(FaultyProxy::close);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket node = new Socket(target.getAddress(), target.getPort());
                open.add(client);
                open.add(node);
                Thread.ofVirtual().start(() -> pump(client, node, true));
                Thread.ofVirtual().start(() -> pump(node, client, false));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void pump(Socket from, Socket to, boolean requests) {
        byte[] chunk = new byte[CHUNK];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            int size = in.read(chunk);
            while (size >= 0) {
                Fault fault = requests ? next() : null;
                if (fault == Fault.HOLD) {
                    held.await();
                }
                if (fault == Fault.CUT_BEFORE) {
                    return;
                }
                if (fault == Fault.CUT_AFTER) {
                    from.shutdownOutput();
                    from.close();
                }
                if (requests || !silent) {
                    to.getOutputStream().write(chunk, 0, size);
                }
                size = in.read(chunk);
            }
        } catch (IOException | InterruptedException _) {
            // One side has gone, and the other goes with it.
        }
    }

    private Fault next() {
        Armed before =
                armed.getAndUpdate(now ->
                        now == null || now.after() == 0
                                ? null
                                : new Armed(now.fault(), now.after() - 1));
        return before != null && before.after() == 0 ? before.fault() : null;
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
        release();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(FaultyProxy::close);
    }
}
