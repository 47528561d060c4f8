package dev.guildhall.operator.rpc;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.placement.Placement;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/// Channels to guild pods, and calls that are tried again while a pod starts or hands over. For one
/// thread.
final class PodChannels implements AutoCloseable {

    private static final long TRY_FOR_NANOS = 15_000_000_000L;
    private static final long PAUSE_NANOS = 100_000_000L;

    private final Supplier<Placement> placement;
    private final Map<String, ManagedChannel> byAddress = new HashMap<>();

    /// `placement` is asked anew for every try.
    PodChannels(Supplier<Placement> placement) {
        this.placement = placement;
    }

    /// Calls any guild pod: all of them serve accounts.
    <T> T any(Function<ManagedChannel, T> call) throws CallFailedException {
        return retrying(
                () -> placement.get().addresses().values().stream().sorted().findFirst().orElse(""),
                call);
    }

    /// Calls the pod that owns the guild.
    <T> T owner(GuildId guildId, Function<ManagedChannel, T> call) throws CallFailedException {
        return retrying(() -> placement.get().addressOf(guildId).orElse(""), call);
    }

    private <T> T retrying(Supplier<String> address, Function<ManagedChannel, T> call)
            throws CallFailedException {
        long deadline = System.nanoTime() + TRY_FOR_NANOS;
        while (true) {
            String target = address.get();
            Status failure = Status.UNAVAILABLE.withDescription("no guild pod has reported");
            if (!target.isEmpty()) {
                try {
                    return call.apply(channel(target));
                } catch (StatusRuntimeException e) {
                    failure = e.getStatus();
                }
            }
            if (!transientFailure(failure) || System.nanoTime() - deadline > 0) {
                throw new CallFailedException(words(failure));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private ManagedChannel channel(String address) {
        return byAddress.computeIfAbsent(
                address, each -> NettyChannelBuilder.forTarget(each).usePlaintext().build());
    }

    private static boolean transientFailure(Status status) {
        return switch (status.getCode()) {
            case UNAVAILABLE, FAILED_PRECONDITION, ABORTED, DEADLINE_EXCEEDED -> true;
            default -> false;
        };
    }

    private static String words(Status status) {
        String description = status.getDescription();
        return description == null ? status.getCode().name() : description;
    }

    @Override
    public void close() {
        byAddress.values().forEach(ManagedChannel::shutdownNow);
    }
}
