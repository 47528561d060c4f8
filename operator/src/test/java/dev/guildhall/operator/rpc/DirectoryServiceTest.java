package dev.guildhall.operator.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.placement.Placement;
import dev.guildhall.common.time.FakeTicker;
import dev.guildhall.operator.observe.Reports;
import dev.guildhall.operator.observe.RouteTable;
import dev.guildhall.operator.plan.Plan;
import dev.guildhall.operator.plan.Role;
import dev.guildhall.rpc.codec.PlacementCodec;
import dev.guildhall.rpc.v1.Assignments;
import dev.guildhall.rpc.v1.DirectoryGrpc;
import dev.guildhall.rpc.v1.GuildLoad;
import dev.guildhall.rpc.v1.PodReport;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The directory over real gRPC.
class DirectoryServiceTest {

    private final FakeTicker ticker = new FakeTicker();
    private final AtomicInteger changes = new AtomicInteger();
    private final Reports reports = new Reports(changes::incrementAndGet);
    private final DirectoryService directory =
            new DirectoryService(reports, ticker, new SimpleMeterRegistry());
    private DirectoryServer server;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws Exception {
        server = DirectoryServer.start("127.0.0.1", 0, directory);
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.close();
    }

    @Test
    void reportIsKeptAndAnsweredWithTheTable() {
        // Given
        directory.publish(table(1, "guild-pool-1"));
        var pod = new FakePod();

        // When
        pod.report(
                report("guild-pool-1")
                        .addGuilds(
                                GuildLoad.newBuilder()
                                        .setGuildId(5)
                                        .setMembers(30)
                                        .setOnline(12)
                                        .setEventsPerSecond(0.5))
                        .addBlockedGuilds(6));

        // Then
        await().until(() -> pod.received.size() == 1);
        Assignments table = pod.received.getFirst();
        assertThat(table.getVersion()).isEqualTo(1);
        assertThat(table.getPool(0).getPod()).isEqualTo("guild-pool-1");
        assertThat(table.getPods(0).getGrpcAddress()).isEqualTo("127.0.0.1:7001");
        var status = reports.of("guild-pool-1").orElseThrow();
        var load = new dev.guildhall.operator.plan.packing.GuildLoad(30, 12, 0.5);
        assertThat(status.loads()).isEqualTo(Map.of(new GuildId(5), load));
        assertThat(status.blocked()).containsExactly(new GuildId(6));
        assertThat(status.reportedAtMs()).isEqualTo(ticker.unixMs());
        assertThat(changes).hasValue(1);
    }

    @Test
    void podsReadThePoolAsTheOperatorMeansIt() {
        // Given
        RouteTable table = table(1, "guild-standby-1");
        directory.publish(table);
        var pod = new FakePod();

        // When
        pod.report(report("guild-standby-1"));

        // Then
        await().until(() -> pod.received.size() == 1);
        Placement read = PlacementCodec.fromProto(pod.received.getFirst());
        assertThat(read).isEqualTo(table.placement());
        assertThat(read.pool()).extracting(Placement.Member::slot).containsExactly("guild-pool-1");
    }

    @Test
    void edgesAreToldTheirNumberAndOneThatStandsByHasNone() {
        // Given
        directory.publish(
                new RouteTable(
                        1,
                        new Plan.Routes(
                                List.of(
                                        new Plan.RoutedPod("edge-standby-1", Role.EDGE, 0),
                                        new Plan.RoutedPod(
                                                "edge-standby-2", Role.EDGE, Plan.NOWHERE),
                                        new Plan.RoutedPod("guild-pool-1", Role.GUILD, 0)),
                                List.of(),
                                List.of()),
                        Map.of()));
        var pod = new FakePod();

        // When
        pod.report(report("edge-standby-2"));

        // Then
        await().until(() -> pod.received.size() == 1);
        assertThat(pod.received.getFirst().getPodsList())
                .extracting(each -> each.hasOrdinal() ? each.getOrdinal() : -1)
                .containsExactly(0, -1, -1);
    }

    @Test
    void changeIsSentAtOnceAndOnlyOnce() {
        // Given
        directory.publish(table(1, "guild-pool-1"));
        var pod = new FakePod();
        pod.report(report("guild-pool-1"));
        await().until(() -> pod.received.size() == 1);

        // When
        directory.publish(table(1, "guild-pool-1"));
        directory.publish(table(2, "guild-pool-1"));

        // Then
        await().until(() -> pod.received.size() == 2);
        assertThat(pod.received).extracting(Assignments::getVersion).containsExactly(1L, 2L);
    }

    @Test
    void supersededPodIsHeardButToldNothing() {
        // Given
        directory.publish(table(3, "guild-pool-1-e9"));
        var former = new FakePod();
        var current = new FakePod();

        // When
        former.report(report("guild-pool-1"));
        current.report(report("guild-pool-1-e9"));

        // Then
        await().until(() -> current.received.size() == 1);
        await().until(() -> reports.of("guild-pool-1").isPresent());
        assertThat(former.received).isEmpty();
    }

    @Test
    void whatADeadPodStillSaysIsNotBelieved() {
        // Given
        directory.publish(table(1, "guild-pool-1"));
        var dead = new FakePod();
        dead.report(report("guild-pool-1"));
        await().until(() -> dead.received.size() == 1);

        // When
        directory.disown("guild-pool-1");
        reports.forget("guild-pool-1");
        dead.report(report("guild-pool-1").setReady(false));
        var next = new FakePod();
        next.report(report("guild-pool-1").setGrpcAddress("127.0.0.1:7002"));

        // Then
        await().until(() -> next.received.size() == 1);
        assertThat(reports.of("guild-pool-1").orElseThrow().grpc()).isEqualTo("127.0.0.1:7002");
        assertThat(reports.of("guild-pool-1").orElseThrow().ready()).isTrue();
    }

    private static PodReport.Builder report(String pod) {
        return PodReport.newBuilder().setPod(pod).setRole("guild").setReady(true);
    }

    private static RouteTable table(long version, String pool) {
        return new RouteTable(
                version,
                new Plan.Routes(
                        List.of(new Plan.RoutedPod(pool, Role.GUILD, 0)),
                        List.of(),
                        List.of(new Plan.PoolRoute("guild-pool-1", pool, 1))),
                Map.of(pool, "127.0.0.1:7001"));
    }

    /// One pod's side of a stream.
    private final class FakePod implements StreamObserver<Assignments> {
        private final List<Assignments> received = new CopyOnWriteArrayList<>();
        private final StreamObserver<PodReport> out = DirectoryGrpc.newStub(channel).report(this);

        void report(PodReport.Builder report) {
            out.onNext(report.build());
        }

        @Override
        public void onNext(Assignments table) {
            received.add(table);
        }

        @Override
        public void onError(Throwable cause) {}

        @Override
        public void onCompleted() {}
    }
}
