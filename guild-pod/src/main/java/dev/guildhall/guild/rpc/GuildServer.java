package dev.guildhall.guild.rpc;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The pod's gRPC port. Services run on the transport's threads: they must not block.
public final class GuildServer implements AutoCloseable {

    private static final int MAX_MESSAGE_BYTES = 4 << 20;
    private static final long KEEP_ALIVE_SECONDS = 10;
    private static final long PERMITTED_KEEP_ALIVE_SECONDS = 5;
    private static final long SHUTDOWN_SECONDS = 2;

    private final Server server;
    private final String bind;

    private GuildServer(Server server, String bind) {
        this.server = server;
        this.bind = bind;
    }

    /// Listens on `bind`:`port` (0: any free one). Connections that say nothing are probed, so that
    /// a vanished edge is noticed.
    public static GuildServer start(String bind, int port, List<BindableService> services)
            throws IOException {
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(new InetSocketAddress(bind, port))
                        .directExecutor()
                        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                        .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                        .permitKeepAliveTime(PERMITTED_KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                        .permitKeepAliveWithoutCalls(true);
        services.forEach(builder::addService);
        return new GuildServer(builder.build().start(), bind);
    }

    /// host:port under which others reach it.
    public String address() {
        return bind + ":" + server.getPort();
    }

    /// Takes no new calls, lets those that run end for a moment, then ends them.
    @Override
    public void close() {
        server.shutdown();
        try {
            if (!server.awaitTermination(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException _) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
