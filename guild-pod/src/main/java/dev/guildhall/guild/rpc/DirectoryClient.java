package dev.guildhall.guild.rpc;

import dev.guildhall.common.log.LogKeys;
import dev.guildhall.common.placement.Placement;
import dev.guildhall.guild.host.GuildHost;
import dev.guildhall.guild.host.HostReport;
import dev.guildhall.rpc.codec.PlacementCodec;
import dev.guildhall.rpc.v1.Assignments;
import dev.guildhall.rpc.v1.DirectoryGrpc;
import dev.guildhall.rpc.v1.GuildLoad;
import dev.guildhall.rpc.v1.PodReport;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The pod's stream to the operator: reports at least every second, applies assignments, connects
/// anew for ever. While the operator is away the last assignments hold.
///
/// All state belongs to one scheduler thread.
public final class DirectoryClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryClient.class);
    private static final long REPORT_EVERY_MS = 1_000;
    private static final long FIRST_BACKOFF_MS = 100;
    private static final long MAX_BACKOFF_MS = 2_000;

    private final ManagedChannel channel;
    private final GuildHost host;
    private final Supplier<PodReport> identity;
    private final Counter connects;
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("directory").daemon().factory());
    private @Nullable StreamObserver<PodReport> out;
    private long backoffMs = FIRST_BACKOFF_MS;
    private volatile boolean connected;

    private DirectoryClient(
            String target, GuildHost host, Supplier<PodReport> identity, MeterRegistry registry) {
        this.channel = NettyChannelBuilder.forTarget(target).usePlaintext().build();
        this.host = host;
        this.identity = identity;
        this.connects =
                Counter.builder("guild_directory_connects_total")
                        .description("Streams opened to the operator")
                        .register(registry);
        Gauge.builder("guild_directory_connected", this, client -> client.connected ? 1 : 0)
                .description("1 while the operator is there")
                .register(registry);
    }

    /// `target` is the operator's host:port. When it is empty there is no operator: the pod owns
    /// every guild, under epoch 1.
    public static AutoCloseable start(
            String target, GuildHost host, PodIdentity identity, MeterRegistry registry) {
        if (target.isEmpty()) {
            Placement.Member alone = Placement.Member.of(identity.pod(), 1);
            Map<String, String> addresses = Map.of(identity.pod(), identity.grpcAddress());
            host.place(new Placement(1, addresses, Map.of(), List.of(alone)));
            return () -> {};
        }
        DirectoryClient client = new DirectoryClient(target, host, identity, registry);
        client.start();
        return client;
    }

    private void start() {
        scheduler.execute(this::connect);
        var _ =
                scheduler.scheduleWithFixedDelay(
                        this::tick, REPORT_EVERY_MS, REPORT_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        scheduler.execute(this::report);
        scheduler.shutdown();
        try {
            var _ = scheduler.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        channel.shutdownNow();
    }

    private void connect() {
        connects.increment();
        channel.resetConnectBackoff();
        Incoming incoming = new Incoming();
        StreamObserver<PodReport> stream = DirectoryGrpc.newStub(channel).report(incoming);
        incoming.reports = stream;
        out = stream;
        report();
    }

    private void tick() {
        try {
            host.closeIdle();
            report();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("report failed");
        }
    }

    private void report() {
        StreamObserver<PodReport> stream = out;
        if (stream == null) {
            return;
        }
        try {
            stream.onNext(whole());
        } catch (RuntimeException e) {
            lost(stream, Status.fromThrowable(e));
        }
    }

    private PodReport whole() {
        HostReport report = host.report();
        PodReport.Builder proto =
                identity.get().toBuilder().setAssignmentsVersion(report.placementVersion());
        for (HostReport.Load load : report.loads()) {
            proto.addGuilds(
                    GuildLoad.newBuilder()
                            .setGuildId(load.guildId().value())
                            .setEpoch(load.epoch())
                            .setMembers(load.members())
                            .setOnline(load.online())
                            .setEventsPerSecond(load.eventsPerSecond()));
        }
        report.blocked().forEach(guildId -> proto.addBlockedGuilds(guildId.value()));
        return proto.build();
    }

    private void lost(@Nullable StreamObserver<PodReport> stream, Status status) {
        if (!Objects.equals(stream, out) || scheduler.isShutdown()) {
            return;
        }
        if (connected) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.REASON, status.getCode())
                    .log("operator is away; keeping the last assignments");
        }
        connected = false;
        out = null;
        long delay = ThreadLocalRandom.current().nextLong(backoffMs / 2, backoffMs + 1);
        backoffMs = Math.min(MAX_BACKOFF_MS, backoffMs * 2);
        var _ = scheduler.schedule(this::connect, delay, TimeUnit.MILLISECONDS);
    }

    private void apply(Assignments assignments) {
        if (!connected) {
            LOG.atInfo().log("operator is there");
        }
        connected = true;
        backoffMs = FIRST_BACKOFF_MS;
        host.place(PlacementCodec.fromProto(assignments));
        report();
    }

    /// The operator's side of one stream.
    private final class Incoming implements StreamObserver<Assignments> {

        /// Our side of the same stream; set before anything can arrive here.
        private @Nullable StreamObserver<PodReport> reports;

        @Override
        public void onNext(Assignments assignments) {
            onScheduler(() -> apply(assignments));
        }

        @Override
        public void onError(Throwable cause) {
            onScheduler(() -> lost(reports, Status.fromThrowable(cause)));
        }

        @Override
        public void onCompleted() {
            onScheduler(() -> lost(reports, Status.UNAVAILABLE));
        }

        private void onScheduler(Runnable action) {
            if (!scheduler.isShutdown()) {
                scheduler.execute(action);
            }
        }
    }
}
