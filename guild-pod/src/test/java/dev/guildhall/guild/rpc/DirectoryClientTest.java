package dev.guildhall.guild.rpc;

import static dev.guildhall.guild.rpc.RunningPod.GUILD;
import static dev.guildhall.guild.rpc.RunningPod.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
import dev.guildhall.rpc.v1.Assignments;
import dev.guildhall.rpc.v1.DirectoryGrpc;
import dev.guildhall.rpc.v1.GuildAssignment;
import dev.guildhall.rpc.v1.PodReport;
import dev.guildhall.rpc.v1.PoolMember;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryClientTest {

    @TempDir Path data;
    private RunningPod pod;
    private TestOperator operator;

    @BeforeEach
    void start() throws IOException {
        pod = new RunningPod("p1", data, 1);
        operator = new TestOperator(0);
    }

    @AfterEach
    void stop() {
        pod.close();
        operator.close();
    }

    @Test
    void theLastAssignmentsHoldWhileTheOperatorIsAway() throws Exception {
        // Given
        pod.place("nobody", 1);
        PodIdentity identity = new PodIdentity("p1", "here:1", "here:2", pod.host, () -> true);
        try (AutoCloseable _ =
                DirectoryClient.start(operator.address(), pod.host, identity, pod.registry)) {
            await().until(() -> !operator.reports.isEmpty());
            PodReport first = operator.reports.getFirst();
            assertThat(first.getPod()).isEqualTo("p1");
            assertThat(first.getRole()).isEqualTo("guild");
            assertThat(first.getGrpcAddress()).isEqualTo("here:1");
            assertThat(first.getReady()).isTrue();
            assertThat(first.getAccountsBlocked()).isTrue();

            // When
            operator.assign(
                    Assignments.newBuilder()
                            .setVersion(7)
                            .addPool(PoolMember.newBuilder().setPod("p1").setEpoch(3))
                            .build());
            await().until(() -> operator.last().getAssignmentsVersion() == 7);
            pod.createGuild();

            // Then
            await().until(() -> operator.last().getGuildsCount() == 1);
            assertThat(operator.last().getGuilds(0).getEpoch()).isEqualTo(3);
            assertThat(operator.last().getGuilds(0).getMembers()).isEqualTo(2);

            // When: the operator goes, and comes back
            int port = operator.port();
            operator.close();
            assertThat(pod.read(Actor.user(OWNER.id()), new Query.GetGuild()))
                    .isInstanceOf(Result.View.class);
            operator = new TestOperator(port);

            // Then
            await().until(() -> !operator.reports.isEmpty());
            assertThat(operator.last().getAssignmentsVersion()).isEqualTo(7);

            // When
            operator.assign(
                    Assignments.newBuilder()
                            .setVersion(8)
                            .addGuilds(
                                    GuildAssignment.newBuilder()
                                            .setGuildId(GUILD.value())
                                            .setPod("p9")
                                            .setEpoch(4))
                            .build());

            // Then
            await().until(() -> pod.host.size() == 0);
            await().until(() -> operator.last().getGuildsCount() == 0);
        }
    }

    /// An operator that keeps all reports and says what it is told to.
    private static final class TestOperator extends DirectoryGrpc.DirectoryImplBase
            implements AutoCloseable {

        final List<PodReport> reports = new CopyOnWriteArrayList<>();
        private final List<StreamObserver<Assignments>> pods = new CopyOnWriteArrayList<>();
        private final Server server;

        TestOperator(int port) throws IOException {
            server =
                    NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port))
                            .addService(this)
                            .build()
                            .start();
        }

        int port() {
            return server.getPort();
        }

        String address() {
            return "127.0.0.1:" + port();
        }

        PodReport last() {
            return reports.getLast();
        }

        void assign(Assignments assignments) {
            pods.getLast().onNext(assignments);
        }

        @Override
        public StreamObserver<PodReport> report(StreamObserver<Assignments> out) {
            pods.add(out);
            return new StreamObserver<>() {
                @Override
                public void onNext(PodReport report) {
                    reports.add(report);
                }

                @Override
                public void onError(Throwable cause) {}

                @Override
                public void onCompleted() {
                    out.onCompleted();
                }
            };
        }

        @Override
        public void close() {
            server.shutdownNow();
        }
    }
}
