package dev.guildhall.guild.host;

import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.loop.LoopLimits;
import dev.guildhall.guild.loop.LoopMetrics;
import dev.guildhall.guild.loop.LoopTimes;
import dev.guildhall.guild.loop.PodIds;
import dev.guildhall.guild.loop.Projection;
import dev.guildhall.guild.store.GuildStores;
import java.util.concurrent.Executor;

/// What a pod's guilds are made of. `executor` starts a virtual thread for each piece of blocking
/// work.
public record HostSetup(
        String pod,
        GuildStores stores,
        Ticker ticker,
        PodIds ids,
        Executor executor,
        Projection projection,
        LoopMetrics metrics,
        LoopLimits limits,
        LoopTimes times) {}
