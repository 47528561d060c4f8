package dev.guildhall.operator.plan;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.operator.api.GuildClusterSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// A pod that the spec and the guilds' sizes ask for.
///
/// @param ordinal the edge's number, 0 for guild pods
record WantedSlot(String name, Role role, int ordinal) {

    private static final String POOL = "guild-pool-";
    private static final String DEDICATED = "guild-";
    private static final String EDGE = "edge-";

    /// All that are wanted, guild pods first: edges are of no use without them.
    ///
    /// @param edges the edges' numbers
    static List<WantedSlot> of(
            GuildClusterSpec spec, List<PlanState.Large> large, Collection<Integer> edges) {
        List<WantedSlot> wanted = new ArrayList<>();
        IntStream.rangeClosed(1, spec.guilds().pooledPods())
                .forEach(i -> wanted.add(new WantedSlot(POOL + i, Role.GUILD, 0)));
        dedicated(spec, large)
                .forEach(id -> wanted.add(new WantedSlot(dedicatedName(id), Role.GUILD, 0)));
        edges.forEach(i -> wanted.add(new WantedSlot(EDGE + i, Role.EDGE, i)));
        return wanted;
    }

    /// The guilds that have a pod of their own, by id.
    static List<GuildId> dedicated(GuildClusterSpec spec, List<PlanState.Large> large) {
        TreeSet<GuildId> ids = new TreeSet<>();
        spec.guilds().dedicated().forEach(each -> ids.add(GuildId.parse(each.guildId())));
        large.forEach(each -> ids.add(each.guildId()));
        return List.copyOf(ids);
    }

    static String dedicatedName(GuildId guildId) {
        return DEDICATED + guildId;
    }

    /// The number of the place that a pod fills.
    static int ordinal(PlanState.Slot slot) {
        return slot.role() == Role.EDGE
                ? Integer.parseInt(slot.name().substring(EDGE.length()))
                : 0;
    }

    static boolean isPool(String slot) {
        return slot.startsWith(POOL);
    }
}
