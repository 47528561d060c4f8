package dev.guildhall.edge.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.placement.Placement;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.rpc.codec.AnswerCodec;
import dev.guildhall.rpc.codec.ResultCodec;
import dev.guildhall.rpc.v1.AnswerProto;
import dev.guildhall.rpc.v1.CallRequest;
import dev.guildhall.rpc.v1.GuildLinkGrpc;
import dev.guildhall.rpc.v1.ReadRequest;
import dev.guildhall.rpc.v1.ResultProto;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is sent again when a guild moves or its pod breaks off, and what never is.
class GuildCallsTest {

    private static final GuildId GUILD = new GuildId(1000);
    private static final Actor ACTOR = Actor.user(new UserId(1));
    private static final Answer DONE = new Answer.Accepted(1, List.of(), false);
    private static final Result NOBODY = new Result.Users(List.of());

    private final Queue<Status> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger arrived = new AtomicInteger();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final FixedPlacements placements = new FixedPlacements(Placement.empty());
    private final GuildChannels channels =
            new GuildChannels(
                    address -> NettyChannelBuilder.forTarget(address).usePlaintext().build(),
                    registry);
    private Server server;

    @BeforeEach
    void start() throws IOException {
        server =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .addService(new FailingGuild())
                        .build()
                        .start();
        placements.set(placement(1, server.getPort()));
    }

    @AfterEach
    void stop() {
        channels.close();
        server.shutdownNow();
        timers.shutdownNow();
    }

    @Test
    void readGoesOnUntilTheGuildAnswers() {
        // Given
        failures.addAll(
                List.of(Status.UNAVAILABLE, Status.FAILED_PRECONDITION, Status.UNAVAILABLE));
        // When
        Result result = calls(5_000).read(GUILD, ACTOR, new Query.GetGuild()).join();
        // Then
        assertThat(result).isEqualTo(NOBODY);
        assertThat(arrived).hasValue(4);
    }

    @Test
    void commandThatMayHaveBeenDoneIsNotRepeated() {
        // Given
        failures.add(Status.UNAVAILABLE);
        // When
        Answer answer = calls(5_000).call(GUILD, ACTOR, message(null)).join();
        // Then
        assertThat(reason(answer)).isEqualTo(Reason.GUILD_UNAVAILABLE);
        assertThat(arrived).hasValue(1);
    }

    @Test
    void commandOfANonOwnerAndANoncedMessageAreRepeated() {
        // Given
        failures.addAll(List.of(Status.FAILED_PRECONDITION, Status.FAILED_PRECONDITION));
        assertThat(calls(5_000).call(GUILD, ACTOR, message(null)).join()).isEqualTo(DONE);
        // When
        failures.add(Status.UNAVAILABLE);
        Answer answer = calls(5_000).call(GUILD, ACTOR, message("n")).join();
        // Then
        assertThat(answer).isEqualTo(DONE);
        assertThat(arrived).hasValue(5);
    }

    @Test
    void commandToADeadPodWaitsForTheNextOne() throws IOException {
        // Given
        placements.set(placement(2, unusedPort()));
        // When
        var answer = calls(5_000).call(GUILD, ACTOR, message(null));
        timers.schedule(
                () -> placements.set(placement(3, server.getPort())), 100, TimeUnit.MILLISECONDS);
        // Then
        assertThat(answer.join()).isEqualTo(DONE);
        assertThat(arrived).hasValue(1);
    }

    @Test
    void deadlineEndsEverything() {
        // Given
        placements.set(Placement.empty());
        // When
        Answer answer = calls(200).call(GUILD, ACTOR, message("n")).join();
        Result result = calls(200).read(GUILD, ACTOR, new Query.GetGuild()).join();
        // Then
        assertThat(reason(answer)).isEqualTo(Reason.GUILD_UNAVAILABLE);
        assertThat(((Result.Refused) result).rejection().reason())
                .isEqualTo(Reason.GUILD_UNAVAILABLE);
    }

    @Test
    void unknownGuildAndFullPodAreSaidAsSuch() {
        // Given
        failures.addAll(List.of(Status.NOT_FOUND, Status.RESOURCE_EXHAUSTED));
        GuildCalls calls = calls(5_000);
        // When // Then
        assertThat(reason(calls.call(GUILD, ACTOR, message(null)).join()))
                .isEqualTo(Reason.UNKNOWN_GUILD);
        assertThat(reason(calls.call(GUILD, ACTOR, message(null)).join()))
                .isEqualTo(Reason.OVERLOADED);
    }

    @Test
    void callsUnderWayAreBounded() {
        // Given
        placements.set(Placement.empty());
        GuildCalls calls = calls(500);
        for (int i = 0; i < 8; i++) {
            var _ = calls.read(GUILD, ACTOR, new Query.GetGuild());
        }
        // When
        Result result = calls.read(GUILD, ACTOR, new Query.GetGuild()).join();
        // Then
        assertThat(((Result.Refused) result).rejection().reason()).isEqualTo(Reason.OVERLOADED);
        assertThat(registry.get("edge_guild_call_bound_total").counter().count()).isEqualTo(1);
    }

    private GuildCalls calls(long deadlineMs) {
        return new GuildCalls(
                placements,
                channels,
                timers,
                Runnable::run,
                Ticker.system(),
                new CallLimits(8, deadlineMs, 2_000, new Backoff(5, 20)),
                registry);
    }

    private static Command message(@Nullable String nonce) {
        return new Command.CreateMessage(
                new ChannelId(10),
                "hi",
                List.of(),
                false,
                0,
                nonce,
                nonce != null,
                null,
                false,
                null);
    }

    private static Reason reason(Answer answer) {
        return ((Answer.Rejected) answer).rejection().reason();
    }

    private static Placement placement(long version, int port) {
        return new Placement(
                version,
                Map.of("pod", "127.0.0.1:" + port),
                Map.of(GUILD, new Placement.Owner("pod", version)),
                List.of());
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Fails as often as it is told to, then answers.
    private final class FailingGuild extends GuildLinkGrpc.GuildLinkImplBase {

        @Override
        public void call(CallRequest request, StreamObserver<AnswerProto> out) {
            answer(AnswerCodec.toProto(DONE), out);
        }

        @Override
        public void read(ReadRequest request, StreamObserver<ResultProto> out) {
            answer(ResultCodec.toProto(NOBODY), out);
        }

        private <T> void answer(T value, StreamObserver<T> out) {
            arrived.incrementAndGet();
            Status failure = failures.poll();
            if (failure != null) {
                out.onError(failure.asRuntimeException());
            } else {
                out.onNext(value);
                out.onCompleted();
            }
        }
    }
}
