package dev.guildhall.operator.plan.packing;

import dev.guildhall.operator.api.AmountsSpec;
import dev.guildhall.operator.api.GuildClusterSpec;
import dev.guildhall.operator.api.ResourcesSpec;
import org.jspecify.annotations.Nullable;

/// What one pod of the pool is meant to take, and when guilds move.
///
/// @param podOnline people online in all its guilds
/// @param podEventsPerSecond events of all its guilds
/// @param podMiB memory for its guilds
/// @param baseMiB memory of a guild pod without guilds
/// @param bytesPerMember memory for a member, online or not
/// @param leastMiB what a guild pod asks for at least
/// @param bandPercent how far a pod may be above the pool's mean, in percent of its limits
/// @param movesMax most guilds that one plan moves
public record PackingLimits(
        long podOnline,
        double podEventsPerSecond,
        int podMiB,
        int baseMiB,
        int bytesPerMember,
        int leastMiB,
        int bandPercent,
        int movesMax) {

    public static final PackingLimits DEFAULT =
            new PackingLimits(10_000, 2_000, 768, 256, 1_024, 0, 25, 50);

    private static final double MIB = 1 << 20;

    /// As a resource says it: a pod takes ten guilds that are just not large, and at least as much
    /// memory as by default.
    public static PackingLimits of(GuildClusterSpec spec) {
        int baseMiB = spec.guilds().memory().baseMiB();
        int leastMiB = leastMiB(spec.guilds().resources());
        return new PackingLimits(
                Math.max(DEFAULT.podOnline, 10L * spec.guilds().largeGuild().online()),
                DEFAULT.podEventsPerSecond,
                Math.max(DEFAULT.podMiB, leastMiB - baseMiB),
                baseMiB,
                spec.guilds().memory().bytesPerMember(),
                leastMiB,
                DEFAULT.bandPercent,
                spec.paused() ? 0 : DEFAULT.movesMax);
    }

    /// What a guild pod asks for at least, 0 for no such bound.
    private static int leastMiB(@Nullable ResourcesSpec resources) {
        AmountsSpec requests = resources == null ? null : resources.requests();
        String memory = requests == null ? null : requests.memory();
        return memory == null ? 0 : (int) Math.ceil(Quantity.bytes(memory) / MIB);
    }

    /// Memory that a guild takes, in MiB.
    public double guildMiB(GuildLoad load) {
        return load.members() * (double) bytesPerMember / MIB;
    }

    Share share(GuildLoad load) {
        return new Share(
                (double) load.online() / podOnline,
                load.eventsPerSecond() / podEventsPerSecond,
                guildMiB(load) / podMiB);
    }
}
