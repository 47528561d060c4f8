package dev.guildhall.guild.loop;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.Snowflake;
import dev.guildhall.common.id.SnowflakeSource;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.core.GuildSnapshot;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// The pod's source of ids: they grow, and start above every id that was seen.
///
/// Where the machine's clock lies behind that of the machine that wrote a guild before, new
/// messages would otherwise sort before old ones. Safe for many threads.
public final class PodIds implements LongSupplier {

    private final AtomicLong floorMs = new AtomicLong();
    private final SnowflakeSource source;

    /// `worker` is this process's own, 0 to 1023.
    public PodIds(Ticker ticker, int worker) {
        this.source = new SnowflakeSource(() -> Math.max(ticker.unixMs(), floorMs.get()), worker);
    }

    @Override
    public long getAsLong() {
        return source.getAsLong();
    }

    /// Ids from here on are greater than those of the guild's channels, roles and last messages.
    void startAbove(GuildSnapshot snapshot) {
        Stream.of(
                        snapshot.channels().stream().map(channel -> channel.id().value()),
                        snapshot.roles().stream().map(role -> role.id().value()),
                        snapshot.channels().stream()
                                .map(Channel::lastMessageId)
                                .filter(Objects::nonNull)
                                .map(MessageId::value))
                .flatMap(ids -> ids)
                .max(Long::compareUnsigned)
                .ifPresent(id -> floorMs.accumulateAndGet(Snowflake.unixMs(id) + 1, Math::max));
    }
}
