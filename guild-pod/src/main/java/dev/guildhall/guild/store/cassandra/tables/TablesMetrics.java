package dev.guildhall.guild.store.cassandra.tables;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicLong;

/// What the tables of a process's guilds count, over all guilds.
public final class TablesMetrics {

    final AtomicLong lagEntries;
    final Counter projected;
    final Counter projectionFailures;
    final Counter blocksRead;
    final Counter lagWaits;
    final Timer chunks;
    final Timer readWaits;
    final Counter pageQueries;
    final Counter pageRows;
    final Timer snapshots;
    final Counter snapshotFailures;
    final Counter snapshotsDamaged;
    final Counter erasExpired;

    public TablesMetrics(MeterRegistry registry) {
        lagEntries = registry.gauge("guild_store_projection_lag_entries", new AtomicLong());
        projected = counter(registry, "projected_entries", "Log entries brought into the tables");
        projectionFailures =
                counter(registry, "projection_failures", "Projections that are tried again");
        blocksRead =
                counter(
                        registry,
                        "projection_blocks_read",
                        "Blocks of ids read to bring log entries into the tables");
        lagWaits =
                counter(
                        registry,
                        "projection_lag_waits",
                        "Appends that waited because too much was not projected");
        chunks = timer(registry, "projection_chunk", "One chunk of entries into the tables");
        readWaits = timer(registry, "read_wait", "Reads that waited for the projection");
        pageQueries = counter(registry, "page_queries", "Queries made for pages of messages");
        pageRows = counter(registry, "page_rows", "Rows read for pages of messages");
        snapshots = timer(registry, "snapshot", "Snapshots written");
        snapshotFailures =
                counter(registry, "snapshot_failures", "Snapshots that were not written");
        snapshotsDamaged =
                counter(
                        registry,
                        "snapshots_damaged",
                        "Snapshots that could not be read, so that an older one was taken");
        erasExpired =
                counter(registry, "expired_eras", "Eras of channels from which old messages went");
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder("guild_store_" + name).description(description).register(registry);
    }

    private static Timer timer(MeterRegistry registry, String name, String description) {
        return Timer.builder("guild_store_" + name).description(description).register(registry);
    }
}
