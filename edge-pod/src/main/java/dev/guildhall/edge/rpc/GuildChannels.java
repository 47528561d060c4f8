package dev.guildhall.edge.rpc;

import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// One gRPC channel for each guild pod, by address; bounded by the pods that the assignments name,
/// since channels to others are closed. Any thread.
///
/// `connect` makes a channel to `host:port`: Netty's in a process, in-process in a test.
public final class GuildChannels implements AutoCloseable {

    private final ConcurrentHashMap<String, ManagedChannel> channels = new ConcurrentHashMap<>();
    private final Function<String, ManagedChannel> connect;

    public GuildChannels(Function<String, ManagedChannel> connect, MeterRegistry registry) {
        this.connect = connect;
        Gauge.builder("edge_guild_channels", channels, ConcurrentHashMap::size).register(registry);
    }

    /// The channel to `address`, made when there is none. It connects on its first use.
    ManagedChannel to(String address) {
        return channels.computeIfAbsent(address, connect);
    }

    /// The channel to `address`, told to try again at once when it last failed: who calls has a
    /// backoff of its own.
    ManagedChannel retryTo(String address) {
        ManagedChannel channel = to(address);
        channel.resetConnectBackoff();
        return channel;
    }

    /// Closes channels to pods that are gone, and ends what still runs on them: one that is only
    /// paused would let it wait until its deadline. Pods that were told to hand over and still
    /// answer are named in the assignments until they have ended.
    public void keepOnly(Set<String> addresses) {
        channels.forEach((address, channel) -> {
            if (!addresses.contains(address) && channels.remove(address, channel)) {
                channel.shutdownNow();
            }
        });
    }

    @Override
    public void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
        channels.clear();
    }
}
