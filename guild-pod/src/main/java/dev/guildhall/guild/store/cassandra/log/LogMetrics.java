package dev.guildhall.guild.store.cassandra.log;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;

/// What the logs of a process count, over all guilds.
public final class LogMetrics {

    final Counter unknownOutcomes;
    final Counter settledStored;
    final Counter settledNotStored;
    final Counter rollovers;
    final Counter trimmedBuckets;
    final DistributionSummary commitBytes;

    LogMetrics(MeterRegistry registry) {
        unknownOutcomes =
                Counter.builder("guild_store_log_unknown_outcomes")
                        .description("Conditional writes that ended without an answer")
                        .register(registry);
        settledStored = settled(registry, "stored");
        settledNotStored = settled(registry, "not_stored");
        rollovers =
                Counter.builder("guild_store_log_rollovers")
                        .description("Buckets that were closed because they were full")
                        .register(registry);
        trimmedBuckets =
                Counter.builder("guild_store_log_trimmed_buckets")
                        .description("Buckets whose entries were deleted behind a snapshot")
                        .register(registry);
        commitBytes =
                DistributionSummary.builder("guild_store_log_commit")
                        .baseUnit("bytes")
                        .description("Events of one commit")
                        .register(registry);
    }

    private static Counter settled(MeterRegistry registry, String outcome) {
        return Counter.builder("guild_store_log_settled")
                .description("Unknown outcomes that were found out")
                .tag("outcome", outcome)
                .register(registry);
    }
}
