package dev.guildhall.edge;

import dev.guildhall.common.time.Ticker;
import dev.guildhall.edge.accounts.Accounts;
import dev.guildhall.edge.relay.GuildRelays;
import dev.guildhall.edge.relay.RelayContext;
import dev.guildhall.edge.relay.RelayLimits;
import dev.guildhall.edge.relay.RelayMetrics;
import dev.guildhall.edge.relay.Relays;
import dev.guildhall.edge.relay.SequenceSource;
import dev.guildhall.edge.rpc.AccountsClient;
import dev.guildhall.edge.rpc.AccountsFailover;
import dev.guildhall.edge.rpc.CallLimits;
import dev.guildhall.edge.rpc.DirectoryClient;
import dev.guildhall.edge.rpc.EdgeStatus;
import dev.guildhall.edge.rpc.GuildCalls;
import dev.guildhall.edge.rpc.GuildChannels;
import dev.guildhall.edge.rpc.GuildLinks;
import dev.guildhall.edge.session.Sessions;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/// Everything that leads from the edge to the operator and to guild pods.
final class EdgeUpstream implements AutoCloseable {

    /// A view of a large guild comes as one message.
    private static final int MAX_MESSAGE_BYTES = 64 << 20;

    private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);

    private final ScheduledExecutorService timers = scheduled("edge-timers");
    private final ScheduledExecutorService directoryThread = scheduled("edge-directory");
    private final ExecutorService relayThreads = pool("edge-relay");
    private final ExecutorService answering = pool("edge-answers");
    private final DirectoryClient directory;
    private final GuildChannels channels;
    private final Accounts accounts;
    private final GuildRelays relays;

    /// `sessions` hears who joined a guild; `status` is what the operator is told.
    EdgeUpstream(
            EdgeConfig config,
            Supplier<EdgeStatus> status,
            Sessions sessions,
            SequenceSource sequences,
            Ticker ticker,
            MeterRegistry registry) {
        directory =
                new DirectoryClient(
                        config.pod(),
                        channel(config.directory()),
                        status,
                        directoryThread,
                        registry);
        channels = new GuildChannels(EdgeUpstream::channel, registry);
        accounts =
                new AccountsClient(
                        new AccountsFailover(
                                directory, channels, timers, answering, ticker, registry),
                        ticker);
        GuildCalls calls =
                new GuildCalls(
                        directory,
                        channels,
                        timers,
                        answering,
                        ticker,
                        CallLimits.defaults(),
                        registry);
        relays =
                new GuildRelays(
                        new RelayContext(
                                new GuildLinks(config.pod(), directory, channels),
                                calls,
                                sequences,
                                relayThreads,
                                answering,
                                timers,
                                ticker,
                                RelayLimits.defaults(),
                                new RelayMetrics(registry),
                                (guildId, userId) -> sessions.joined(userId, guildId)));
        directory.onChange(
                () -> channels.keepOnly(Set.copyOf(directory.placement().addresses().values())));
    }

    void start() {
        directory.start();
    }

    /// `port` gets the number of the place that the operator gives to this pod.
    void onPlaced(StandbyPort port) {
        directory.onPlaced(ordinal -> port.take(ordinal, directoryThread));
    }

    Accounts accounts() {
        return accounts;
    }

    Relays relays() {
        return relays;
    }

    /// Whether the operator has said where guilds are.
    boolean hasAssignments() {
        return !directory.placement().addresses().isEmpty();
    }

    /// Tells the operator at once that the status is another.
    void statusChanged() {
        directory.statusChanged();
    }

    @Override
    public void close() {
        relays.close();
        channels.close();
        directory.close();
        timers.shutdown();
        directoryThread.shutdown();
        relayThreads.shutdown();
        answering.shutdown();
    }

    /// Callbacks only hand on, so they run on Netty's threads.
    private static ManagedChannel channel(String address) {
        return NettyChannelBuilder.forTarget("dns:///" + address)
                .usePlaintext()
                .directExecutor()
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .build();
    }

    private static ExecutorService pool(String name) {
        return Executors.newFixedThreadPool(
                THREADS, Thread.ofPlatform().name(name + "-", 0).daemon().factory());
    }

    private static ScheduledExecutorService scheduled(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }
}
