package dev.guildhall.edge.rpc;

import dev.guildhall.rpc.v1.AccountsGrpc;
import dev.guildhall.rpc.v1.AuthenticateRequest;
import dev.guildhall.rpc.v1.FindChannelReply;
import dev.guildhall.rpc.v1.FindChannelRequest;
import dev.guildhall.rpc.v1.GuildIdsReply;
import dev.guildhall.rpc.v1.IdentityProto;
import dev.guildhall.rpc.v1.ListGuildsOfUserRequest;
import dev.guildhall.rpc.v1.UserProto;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A guild pod's accounts: the token `good` is user 7's until it is revoked, channel 10 is in guild
/// 1000.
final class FakeAccountsPod extends AccountsGrpc.AccountsImplBase implements AutoCloseable {

    private final ConcurrentHashMap<String, Long> tokens =
            new ConcurrentHashMap<>(Map.of("good", 7L));
    private final AtomicInteger asked = new AtomicInteger();
    private final Server server;
    private volatile boolean silent;

    FakeAccountsPod() throws IOException {
        server =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .addService(this)
                        .build()
                        .start();
    }

    String address() {
        return "127.0.0.1:" + server.getPort();
    }

    int asked() {
        return asked.get();
    }

    void revoke() {
        tokens.clear();
    }

    /// Takes questions and never answers, as a stopped process does.
    void silence() {
        silent = true;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    @Override
    public void authenticate(AuthenticateRequest request, StreamObserver<IdentityProto> out) {
        Long userId = tokens.get(request.getToken());
        if (userId == null) {
            answer(out, Status.UNAUTHENTICATED, null);
        } else {
            UserProto user = UserProto.newBuilder().setId(userId).setUsername("ann").build();
            answer(out, null, IdentityProto.newBuilder().setUser(user).build());
        }
    }

    @Override
    public void findChannel(FindChannelRequest request, StreamObserver<FindChannelReply> out) {
        boolean known = request.getChannelId() == 10;
        answer(
                out,
                known ? null : Status.NOT_FOUND,
                FindChannelReply.newBuilder().setGuildId(1_000).build());
    }

    @Override
    public void listGuildsOfUser(
            ListGuildsOfUserRequest request, StreamObserver<GuildIdsReply> out) {
        answer(out, null, GuildIdsReply.newBuilder().addGuildIds(1).addDirectChannelIds(2).build());
    }

    private <T> void answer(StreamObserver<T> out, @Nullable Status failure, @Nullable T value) {
        asked.incrementAndGet();
        if (silent) {
            return;
        }
        if (failure != null) {
            out.onError(failure.asRuntimeException());
        } else {
            out.onNext(value);
            out.onCompleted();
        }
    }
}
