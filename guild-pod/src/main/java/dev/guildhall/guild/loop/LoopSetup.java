package dev.guildhall.guild.loop;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.store.GuildStore;
import java.util.concurrent.Executor;

/// What a guild's loop is made of. `executor` runs blocking work; `ids` gives fresh snowflakes.
public record LoopSetup(
        GuildId guildId,
        long epoch,
        GuildStore store,
        Ticker ticker,
        PodIds ids,
        Executor executor,
        Projection projection,
        LoopOwner owner,
        LoopMetrics metrics,
        LoopLimits limits,
        LoopTimes times) {}
