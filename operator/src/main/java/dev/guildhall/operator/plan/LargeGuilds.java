package dev.guildhall.operator.plan;

import dev.guildhall.common.id.GuildId;
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
            List<PlanState.Large> before, Map<GuildId, Long> online, int threshold, long nowMs) {
        Map<GuildId, PlanState.Large> next = new TreeMap<>();
        for (PlanState.Large guild : before) {
            Long count = online.get(guild.guildId());
            PlanState.Large kept = keep(guild, count, threshold, nowMs);
            if (!expired(kept, nowMs)) {
                next.put(guild.guildId(), kept);
            }
        }
        List<GuildId> risen = new ArrayList<>();
        online.forEach((guildId, count) -> {
            if (count >= threshold && !next.containsKey(guildId)) {
                risen.add(guildId);
            }
        });
        risen.stream()
                .sorted(Comparator.comparingLong((GuildId id) -> -online.getOrDefault(id, 0L)))
                .limit(Math.max(0, Limits.LARGE_MAX - next.size()))
                .forEach(id -> next.put(id, new PlanState.Large(id, 0)));
        return List.copyOf(next.values());
    }

    private static PlanState.Large keep(
            PlanState.Large guild, @Nullable Long count, int threshold, long nowMs) {
        boolean below = count != null && count * 2 < threshold;
        if (!below) {
            return new PlanState.Large(guild.guildId(), 0);
        }
        return guild.belowSinceMs() == 0 ? new PlanState.Large(guild.guildId(), nowMs) : guild;
    }

    private static boolean expired(PlanState.Large guild, long nowMs) {
        return guild.belowSinceMs() != 0 && nowMs - guild.belowSinceMs() >= Limits.DEMOTION_MS;
    }
}
