package dev.guildhall.edge.relay;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Presence.Status;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.edge.protocol.Intents;
import dev.guildhall.edge.rpc.Backoff;
import dev.guildhall.edge.rpc.CallLimits;
import dev.guildhall.edge.rpc.FakeGuildPod;
import dev.guildhall.edge.rpc.FixedPlacements;
import dev.guildhall.edge.rpc.GuildCalls;
import dev.guildhall.edge.rpc.GuildChannels;
import dev.guildhall.edge.rpc.GuildLinks;
import io.grpc.netty.NettyChannelBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The relays of an edge and a fake guild pod, wired as in a process with times for tests.
final class Edge implements AutoCloseable {

    private static final RelayLimits LIMITS =
            new RelayLimits(
                    256, 4, 4_096, 65_536, 20_000, 150, 100, 200, 1_000, new Backoff(2, 20));

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong messageIds = new AtomicLong();
    private final GuildChannels channels;
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final FakeGuildPod pod;
    final FixedPlacements placements;
    final GuildRelays relays;

    Edge() throws IOException {
        this(LIMITS);
    }

    Edge(RelayLimits limits) throws IOException {
        pod = newPod();
        placements = new FixedPlacements(pod.placement(1));
        channels =
                new GuildChannels(
                        address ->
                                NettyChannelBuilder.forTarget(address)
                                        .usePlaintext()
                                        .directExecutor()
                                        .build(),
                        registry);
        GuildCalls calls =
                new GuildCalls(
                        placements,
                        channels,
                        timers,
                        answering,
                        Ticker.system(),
                        CallLimits.defaults(),
                        registry);
        relays =
                new GuildRelays(
                        new RelayContext(
                                new GuildLinks("edge", placements, channels),
                                calls,
                                new SequenceSource(),
                                threads,
                                answering,
                                timers,
                                Ticker.system(),
                                limits,
                                new RelayMetrics(registry),
                                (_, _) -> {}));
    }

    /// A pod that has the guild with one event, and is not in the assignments.
    FakeGuildPod newPod() throws IOException {
        FakeGuildPod made =
                new FakeGuildPod(
                        Guilds.open(0),
                        this::decide,
                        seq -> open -> Guilds.view(seq, Guilds.member(open.getUserId())));
        made.publish(Guilds.created(0, 10, 1));
        return made;
    }

    RecordingSubscriber open(String sessionId, long userId) {
        RecordingSubscriber session = new RecordingSubscriber(sessionId, userId, Intents.ALL);
        relays.open(Guilds.guildId(), session, Guilds.presence(userId, Status.ONLINE));
        return session;
    }

    CompletableFuture<Answer> send(long userId, @Nullable String nonce) {
        Command message =
                new Command.CreateMessage(
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
        return relays.command(Guilds.guildId(), Actor.user(new UserId(userId)), message);
    }

    double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    @Override
    public void close() {
        relays.close();
        timers.shutdownNow();
        channels.close();
        pod.close();
        threads.shutdownNow();
        answering.shutdownNow();
    }

    private Event decide(Command command) {
        return Guilds.created(messageIds.incrementAndGet(), 10, 1);
    }
}
