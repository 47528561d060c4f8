package dev.guildhall.guild.store.sqlite;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicLong;

/// What the embedded stores of a process count, over all guilds.
public final class StoreMetrics {

    final Counter trimmedEntries;
    final Counter deletedRows;
    final Counter readWaits;
    final Counter housekeepingFailures;
    final Timer checkpoints;
    final Timer chunks;
    final AtomicLong openStores;

    public StoreMetrics(MeterRegistry registry) {
        trimmedEntries =
                Counter.builder("guild_store_trimmed_entries")
                        .description("Log entries removed because enough newer ones are kept")
                        .register(registry);
        deletedRows =
                Counter.builder("guild_store_deleted_channel_rows")
                        .description("Rows of deleted channels removed")
                        .register(registry);
        readWaits =
                Counter.builder("guild_store_read_waits")
                        .description("Reads that waited because all read connections were in use")
                        .register(registry);
        housekeepingFailures =
                Counter.builder("guild_store_housekeeping_failures")
                        .description("Housekeeping that ended early and is tried again later")
                        .register(registry);
        checkpoints =
                Timer.builder("guild_store_checkpoint")
                        .description("Checkpoints of write-ahead logs")
                        .register(registry);
        chunks =
                Timer.builder("guild_store_housekeeping_chunk")
                        .description(
                                "Time for which one chunk of housekeeping kept writers waiting")
                        .register(registry);
        openStores = registry.gauge("guild_store_open", new AtomicLong());
    }
}
