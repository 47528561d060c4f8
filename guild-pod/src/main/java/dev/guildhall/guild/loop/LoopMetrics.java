package dev.guildhall.guild.loop;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// What the loops of a pod's guilds measure, as Discord does: for each kind of message count, min,
/// max, average and total time; inbox depth and batch size; and a counter for every bound.
///
/// One for a pod, safe for many threads. Labels are kinds of messages and bounds, never ids.
public final class LoopMetrics {

    private static final double NANOS_PER_SECOND = 1e9;

    private final MeterRegistry registry;
    private final ConcurrentHashMap<String, Kind> kinds = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Counter> bounds = new ConcurrentHashMap<>();
    private final AtomicInteger readOnlyGuilds = new AtomicInteger();
    private final DistributionSummary inboxDepth;
    private final DistributionSummary batchItems;
    private final DistributionSummary batchEvents;
    private final Timer append;
    private final Timer step;
    private final Counter appendWaits;
    private final Counter failures;
    private final Counter readsAsked;
    private final Counter readsMade;
    private final Counter readsCached;

    public LoopMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.inboxDepth =
                DistributionSummary.builder("guild_loop_inbox_depth")
                        .description("Messages that waited when a batch was taken")
                        .register(registry);
        this.batchItems =
                DistributionSummary.builder("guild_loop_batch_items")
                        .description("Messages taken from the inbox at once")
                        .register(registry);
        this.batchEvents =
                DistributionSummary.builder("guild_loop_batch_events")
                        .description("Durable events in one append")
                        .register(registry);
        this.append =
                Timer.builder("guild_loop_append_seconds")
                        .description("One append, until it is on disk")
                        .publishPercentiles(0.5, 0.99)
                        .register(registry);
        this.step =
                Timer.builder("guild_loop_step_seconds")
                        .description(
                                "One turn of the loop: what has ended leaves, what came is decided")
                        .register(registry);
        this.appendWaits =
                Counter.builder("guild_loop_append_waits_total")
                        .description("Turns that took nothing, for enough waits for an append")
                        .register(registry);
        this.failures =
                Counter.builder("guild_loop_failures_total")
                        .description("Guilds that ended by a bug")
                        .register(registry);
        this.readsAsked =
                Counter.builder("guild_reads_asked_total")
                        .description("Reads that were asked for; equal ones at once are made once")
                        .register(registry);
        this.readsMade =
                Counter.builder("guild_reads_made_total")
                        .description("Reads that were made: asked by made is the factor saved")
                        .register(registry);
        this.readsCached =
                Counter.builder("guild_reads_cached_total")
                        .description("Reads, of those made, that a kept page answered")
                        .register(registry);
        Gauge.builder("guild_loop_read_only_guilds", readOnlyGuilds, AtomicInteger::get)
                .description("Guilds whose store refuses writes")
                .register(registry);
    }

    void message(String kind, long nanos) {
        kinds.computeIfAbsent(kind, this::register).record(nanos);
    }

    void batch(int items, int depth, long nanos) {
        batchItems.record(items);
        inboxDepth.record(depth);
        step.record(nanos, TimeUnit.NANOSECONDS);
    }

    void append(int events, long nanos) {
        batchEvents.record(events);
        append.record(nanos, TimeUnit.NANOSECONDS);
    }

    /// The loop has decided as much as may wait for an append.
    void appendAwaited() {
        appendWaits.increment();
    }

    void readOnly(boolean entered) {
        readOnlyGuilds.addAndGet(entered ? 1 : -1);
    }

    void readAsked() {
        readsAsked.increment();
    }

    void readMade() {
        readsMade.increment();
    }

    void readCached() {
        readsCached.increment();
    }

    /// A guild ended by a bug.
    public void failed() {
        failures.increment();
    }

    /// A bound was hit: somebody was refused, cut off or told to start anew.
    void bound(String name) {
        bounds.computeIfAbsent(
                        name,
                        bound ->
                                Counter.builder("guild_loop_bound_hits_total")
                                        .description("Times that a bound of the loop was hit")
                                        .tag("bound", bound)
                                        .register(registry))
                .increment();
    }

    private Kind register(String name) {
        Timer timer =
                Timer.builder("guild_loop_message_seconds")
                        .description("Time on the loop for one message")
                        .tag("kind", name)
                        .distributionStatisticExpiry(Duration.ofMinutes(5))
                        .register(registry);
        Kind kind = new Kind(timer, new AtomicLong(Long.MAX_VALUE));
        Gauge.builder("guild_loop_message_min_seconds", kind, Kind::minSeconds)
                .description("The shortest time on the loop for one message")
                .tag("kind", name)
                .register(registry);
        Gauge.builder("guild_loop_message_avg_seconds", timer, t -> t.mean(TimeUnit.SECONDS))
                .description("The average time on the loop for one message")
                .tag("kind", name)
                .register(registry);
        return kind;
    }

    private record Kind(Timer timer, AtomicLong minNanos) {

        void record(long nanos) {
            timer.record(nanos, TimeUnit.NANOSECONDS);
            if (nanos < minNanos.get()) {
                minNanos.accumulateAndGet(nanos, Math::min);
            }
        }

        double minSeconds() {
            long nanos = minNanos.get();
            return nanos == Long.MAX_VALUE ? 0 : nanos / NANOS_PER_SECOND;
        }
    }
}
