package dev.guildhall.guild.host;

import dev.guildhall.guild.core.StateSizes;
import dev.guildhall.guild.loop.GuildStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/// How much the pod's guilds hold, summed over all that run: no labels grow with them.
public final class HostMetrics {

    private final GuildHost host;

    private HostMetrics(GuildHost host) {
        this.host = host;
    }

    public static void bind(GuildHost host, MeterRegistry registry) {
        HostMetrics metrics = new HostMetrics(host);
        Gauge.builder("guild_guilds", host, GuildHost::size)
                .description("Guilds open or opening")
                .register(registry);
        metrics.gauge("guild_members", "Members of open guilds", GuildStats::members, registry);
        metrics.gauge("guild_online", "Members seen online", GuildStats::online, registry);
        metrics.gauge("guild_streams", "Edges attached", GuildStats::streams, registry);
        metrics.gauge(
                "guild_sessions",
                "Gateway sessions in open guilds",
                stats -> stats.sizes().sessions(),
                registry);
        metrics.gauge(
                "guild_voice_states",
                "Users in voice",
                stats -> stats.sizes().voiceStates(),
                registry);
        metrics.evictions("messages", StateSizes::messageEvictions, registry);
        metrics.evictions("nonces", StateSizes::nonceEvictions, registry);
        metrics.evictions("slow_modes", StateSizes::slowModeEvictions, registry);
    }

    private void gauge(
            String name,
            String description,
            ToLongFunction<GuildStats> value,
            MeterRegistry registry) {
        Gauge.builder(name, () -> sum(value)).description(description).register(registry);
    }

    private void evictions(String part, ToLongFunction<StateSizes> value, MeterRegistry registry) {
        FunctionCounter.builder(
                        "guild_state_evictions_total",
                        this,
                        _ -> sum(stats -> value.applyAsLong(stats.sizes())))
                .description("What bounded parts of guilds' states dropped, of guilds now open")
                .tag("part", part)
                .register(registry);
    }

    private long sum(ToLongFunction<GuildStats> value) {
        AtomicLong sum = new AtomicLong();
        host.eachRunning((_, loop) -> sum.addAndGet(value.applyAsLong(loop.stats())));
        return sum.get();
    }
}
