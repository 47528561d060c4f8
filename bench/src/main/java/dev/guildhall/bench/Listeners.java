package dev.guildhall.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongConsumer;

/// Gateway sessions that listen, all on one thread: they identify, beat, and hand on the number
/// that each message's content starts with.
final class Listeners implements AutoCloseable {

    private static final long BEAT_NANOS = 20_000_000_000L;
    private static final String BEAT = "{\"op\":1,\"d\":null}";
    private static final int INTENTS = 1 | 1 << 9 | 1 << 15; // guilds, messages, their content

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
    private final ConcurrentLinkedQueue<Listener> added = new ConcurrentLinkedQueue<>();
    private final InetSocketAddress address;
    private final LongConsumer onMessage;
    private final CountDownLatch ready;
    private volatile boolean running = true;

    private static final class Listener {
        final SocketChannel channel;
        final String identify;
        final FrameScanner scanner;
        boolean identified;
        boolean counted;

        Listener(SocketChannel channel, String identify, FrameScanner scanner) {
            this.channel = channel;
            this.identify = identify;
            this.scanner = scanner;
        }
    }

    /// For `sessions` sessions, each of which has to be added.
    Listeners(String host, int port, int sessions, LongConsumer onMessage) throws IOException {
        this.address = new InetSocketAddress(host, port);
        this.onMessage = onMessage;
        this.ready = new CountDownLatch(sessions);
        Thread.ofPlatform().name("listeners").daemon().start(this::listen);
    }

    void add(String token) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        String request =
                "GET /?v=10&encoding=json HTTP/1.1\r\nHost: %s:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
                        .formatted(address.getHostString(), address.getPort());
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
        channel.configureBlocking(false);
        String identify =
                "{\"op\":2,\"d\":{\"token\":\"%s\",\"intents\":%d,\"properties\":{\"os\":\"linux\",\"browser\":\"bench\",\"device\":\"bench\"}}}"
                        .formatted(token, INTENTS);
        added.add(new Listener(channel, identify, new FrameScanner(onMessage)));
        selector.wakeup();
    }

    /// Waits for the first GUILD_CREATE of all.
    void awaitReady() throws InterruptedException {
        ready.await();
    }

    private void listen() {
        try {
            long beatAt = System.nanoTime() + BEAT_NANOS;
            while (running) {
                selector.select(1_000);
                register();
                for (SelectionKey key : selector.selectedKeys()) {
                    read(key);
                }
                selector.selectedKeys().clear();
                if (System.nanoTime() - beatAt > 0) {
                    beatAt = System.nanoTime() + BEAT_NANOS;
                    beat();
                }
            }
        } catch (IOException e) {
            if (running) {
                System.err.println("the listeners ended: " + e.getMessage());
                System.exit(1);
            }
        }
    }

    private void register() throws IOException {
        for (Listener next = added.poll(); next != null; next = added.poll()) {
            next.channel.register(selector, SelectionKey.OP_READ, next);
        }
    }

    private void read(SelectionKey key) throws IOException {
        Listener listener = (Listener) key.attachment();
        buffer.clear();
        int count = listener.channel.read(buffer);
        if (count < 0) {
            throw new IOException("the server closed a connection");
        }
        listener.scanner.add(buffer.flip());
        if (listener.scanner.closed()) {
            throw new IOException("the server sent a close frame");
        }
        if (listener.scanner.upgraded() && !listener.identified) {
            listener.identified = true;
            write(listener, listener.identify);
        }
        if (listener.scanner.ready() && !listener.counted) {
            listener.counted = true;
            ready.countDown();
        }
    }

    private void beat() throws IOException {
        for (SelectionKey key : selector.keys()) {
            if (((Listener) key.attachment()).identified) {
                write((Listener) key.attachment(), BEAT);
            }
        }
    }

    /// A small masked text frame, which always fits into the socket's buffer.
    private static void write(Listener listener, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(body.length + 8);
        out.put((byte) 0x81);
        if (body.length < 126) {
            out.put((byte) (0x80 | body.length));
        } else {
            out.put((byte) (0x80 | 126)).putShort((short) body.length);
        }
        byte[] mask = new byte[4];
        ThreadLocalRandom.current().nextBytes(mask);
        out.put(mask);
        for (int i = 0; i < body.length; i++) {
            out.put((byte) (body[i] ^ mask[i & 3]));
        }
        listener.channel.write(out.flip());
    }

    @Override
    public void close() throws IOException {
        running = false;
        selector.wakeup();
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
    }
}
