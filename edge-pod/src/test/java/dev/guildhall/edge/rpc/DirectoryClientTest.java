package dev.guildhall.edge.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.rpc.v1.Assignments;
import dev.guildhall.rpc.v1.DirectoryGrpc;
import dev.guildhall.rpc.v1.GuildAssignment;
import dev.guildhall.rpc.v1.Pod;
import dev.guildhall.rpc.v1.PodReport;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An edge and an operator that comes and goes.
class DirectoryClientTest {

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final List<PodReport> reports = new CopyOnWriteArrayList<>();
    private final AtomicInteger changes = new AtomicInteger();
    private final List<Integer> places = new CopyOnWriteArrayList<>();
    private volatile EdgeStatus status = new EdgeStatus(false, 3, "h:1", "a:1");
    private volatile Assignments assignments = at(1, "g:1");
    private Server operator;
    private DirectoryClient client;

    @BeforeEach
    void start() throws IOException {
        operator = serve(0);
        client =
                new DirectoryClient(
                        "edge-0",
                        NettyChannelBuilder.forAddress("127.0.0.1", operator.getPort())
                                .usePlaintext()
                                .build(),
                        () -> status,
                        thread,
                        new SimpleMeterRegistry());
        client.onChange(changes::incrementAndGet);
        client.onPlaced(places::add);
        client.start();
    }

    @AfterEach
    void stop() {
        client.close();
        operator.shutdownNow();
        thread.shutdownNow();
    }

    @Test
    void reportsAndLearnsWhereGuildsAre() {
        await().untilAsserted(() ->
                assertThat(client.placement().addressOf(new GuildId(7))).contains("g:1"));
        await().until(() -> !reports.isEmpty());
        PodReport report = reports.getFirst();
        assertThat(report.getPod()).isEqualTo("edge-0");
        assertThat(report.getRole()).isEqualTo("edge");
        assertThat(report.getSessions()).isEqualTo(3);
        assertThat(report.getHttpAddress()).isEqualTo("h:1");
        await().until(() -> reports.getLast().getAssignmentsVersion() == 1);
    }

    @Test
    void saysAtOnceThatTheStatusIsAnother() {
        // Given
        await().until(() -> reports.size() >= 2);
        // When
        status = new EdgeStatus(true, 4, "h:1", "a:1");
        client.statusChanged();
        // Then
        await().until(() -> reports.getLast().getReady() && reports.getLast().getSessions() == 4);
    }

    @Test
    void keepsTheLastAssignmentsWhileTheOperatorIsAwayAndComesBack() throws IOException {
        // Given
        await().until(() -> client.placement().version() == 1);
        int port = operator.getPort();
        // When
        operator.shutdownNow();
        await().until(operator::isTerminated);
        assertThat(client.placement().version()).isEqualTo(1);
        assignments = at(2, "g:2");
        operator = serve(port);
        // Then
        await().until(() -> client.placement().version() == 2);
        assertThat(client.placement().addressOf(new GuildId(7))).contains("g:2");
        assertThat(changes).hasValue(2);
    }

    @Test
    void hearsOfThePlaceThatItGets() throws IOException {
        // Given
        await().until(() -> client.placement().version() == 1);
        assertThat(places).isEmpty();
        int port = operator.getPort();
        // When
        operator.shutdownNow();
        await().until(operator::isTerminated);
        assignments =
                at(2, "g:1").toBuilder()
                        .addPods(Pod.newBuilder().setName("edge-1").setOrdinal(1))
                        .addPods(Pod.newBuilder().setName("edge-0").setOrdinal(3))
                        .build();
        operator = serve(port);
        // Then
        await().until(() -> !places.isEmpty());
        assertThat(places).containsOnly(3);
    }

    private Server serve(int port) throws IOException {
        return NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .addService(new Operator())
                .build()
                .start();
    }

    private static Assignments at(long version, String address) {
        return Assignments.newBuilder()
                .setVersion(version)
                .addPods(Pod.newBuilder().setName("guild-0").setGrpcAddress(address))
                .addGuilds(
                        GuildAssignment.newBuilder()
                                .setGuildId(7)
                                .setPod("guild-0")
                                .setEpoch(version))
                .build();
    }

    /// Answers the first report of a stream with the assignments.
    private final class Operator extends DirectoryGrpc.DirectoryImplBase {

        @Override
        public StreamObserver<PodReport> report(StreamObserver<Assignments> out) {
            out.onNext(assignments);
            return new StreamObserver<>() {
                @Override
                public void onNext(PodReport report) {
                    reports.add(report);
                }

                @Override
                public void onError(Throwable error) {
                    // the edge is gone
                }

                @Override
                public void onCompleted() {
                    out.onCompleted();
                }
            };
        }
    }
}
