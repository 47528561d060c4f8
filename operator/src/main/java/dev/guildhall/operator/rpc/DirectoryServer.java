package dev.guildhall.operator.rpc;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// The gRPC server of the operator.
public final class DirectoryServer implements AutoCloseable {

    private static final int MESSAGE_BYTES = 1 << 20;

    private final Server server;
    private final ExecutorService executor;

    private DirectoryServer(Server server, ExecutorService executor) {
        this.server = server;
        this.executor = executor;
    }

    /// Listens on `bind`:`port`; 0 is any free port.
    public static DirectoryServer start(String bind, int port, DirectoryService service)
            throws IOException {
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        Server server =
                NettyServerBuilder.forAddress(new InetSocketAddress(bind, port))
                        .executor(executor)
                        .maxInboundMessageSize(MESSAGE_BYTES)
                        .permitKeepAliveTime(5, TimeUnit.SECONDS)
                        .permitKeepAliveWithoutCalls(true)
                        .addService(service)
                        .build()
                        .start();
        return new DirectoryServer(server, executor);
    }

    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
        executor.shutdownNow();
    }
}
