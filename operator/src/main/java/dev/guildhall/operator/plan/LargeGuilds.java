package dev.guildhall.operator.plan;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.operator.plan.packing.GuildLoad;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which guilds are large enough for a pod of their own: up at once, down after a window.
final class LargeGuilds {

    private LargeGuilds() {}

    /// The large guilds now, by id. A guild that nobody reports of stays what it is.
    static List<PlanState.Large> next(
            List<PlanState.Large> before,
            Map<GuildId, GuildLoad> loads,
            int threshold,
            long nowMs) {
        Map<GuildId, PlanState.Large> next = new TreeMap<>();
        for (PlanState.Large guild : before) {
            PlanState.Large kept = keep(guild, loads.get(guild.guildId()), threshold, nowMs);
            if (!expired(kept, nowMs)) {
                next.put(guild.guildId(), kept);
            }
        }
        List<Map.Entry<GuildId, GuildLoad>> risen = new ArrayList<>();
        loads.forEach((guildId, load) -> {
            if (load.online() >= threshold && !next.containsKey(guildId)) {
                risen.add(Map.entry(guildId, load));
            }
        });
        risen.stream()
                .sorted(
                        Comparator.comparingLong((Map.Entry<GuildId, GuildLoad> each) ->
                                        -each.getValue().online())
                                .thenComparing(Map.Entry::getKey))
                .limit(Math.max(0, Limits.LARGE_MAX - next.size()))
                .map(Map.Entry::getKey)
                .forEach(id -> next.put(id, new PlanState.Large(id, 0)));
        return List.copyOf(next.values());
    }

    private static PlanState.Large keep(
            PlanState.Large guild, @Nullable GuildLoad load, int threshold, long nowMs) {
        boolean below = load != null && load.online() * 2 < threshold;
        if (!below) {
            return new PlanState.Large(guild.guildId(), 0);
        }
        return guild.belowSinceMs() == 0 ? new PlanState.Large(guild.guildId(), nowMs) : guild;
    }

    private static boolean expired(PlanState.Large guild, long nowMs) {
        return guild.belowSinceMs() != 0 && nowMs - guild.belowSinceMs() >= Limits.DEMOTION_MS;
    }
}
