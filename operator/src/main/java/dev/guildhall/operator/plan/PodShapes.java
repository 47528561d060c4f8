package dev.guildhall.operator.plan;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.operator.plan.PlanState.PodShape;
import dev.guildhall.operator.plan.packing.GuildLoad;
import dev.guildhall.operator.plan.packing.PackingLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What guild pods ask for: memory by their guilds' members, and to be kept apart for the largest.
///
/// A pod of the pool asks for all that its guilds may take. A guild's own pod asks for its guild
/// with a quarter to grow into, in steps; the figure rises when that is too little, and falls only
/// when half of it is enough, as each change starts the pod anew.
final class PodShapes {

    private static final int STEP_MIB = 64;
    private static final double ROOM = 1.25;

    private PodShapes() {}

    /// For each guild pod at work, in the slots' order.
    ///
    /// @param own guilds that have a pod of their own
    static List<PodShape> next(
            PackingLimits limits, PlanStep step, List<GuildId> own, List<PodShape> before) {
        Map<String, PodShape> last =
                before.stream().collect(Collectors.toMap(PodShape::slot, Function.identity()));
        Map<String, Integer> memory = new HashMap<>();
        for (GuildId guildId : own) {
            String slot = WantedSlot.dedicatedName(guildId);
            GuildLoad load = step.observed.loads().get(guildId);
            memory.put(slot, memoryMiB(limits, load, last.get(slot)));
        }
        Set<String> apart = largest(memory);
        int pooled = limits.baseMiB() + limits.podMiB();
        List<PodShape> shapes = new ArrayList<>();
        step.slots.stream()
                .filter(slot -> slot.role() == Role.GUILD)
                .map(PlanState.Slot::name)
                .forEach(slot ->
                        shapes.add(
                                new PodShape(
                                        slot,
                                        memory.getOrDefault(slot, pooled),
                                        apart.contains(slot))));
        return shapes;
    }

    private static int memoryMiB(
            PackingLimits limits, @Nullable GuildLoad load, @Nullable PodShape last) {
        if (load == null) {
            return last == null ? limits.baseMiB() + limits.podMiB() : last.memoryMiB();
        }
        int steps = (int) Math.ceil(limits.guildMiB(load) * ROOM / STEP_MIB);
        int needed = Math.max(limits.leastMiB(), limits.baseMiB() + Math.max(1, steps) * STEP_MIB);
        if (last == null || needed > last.memoryMiB() || needed * 2 <= last.memoryMiB()) {
            return needed;
        }
        return last.memoryMiB();
    }

    private static Set<String> largest(Map<String, Integer> memory) {
        return memory.entrySet().stream()
                .sorted(
                        Comparator.comparingInt((Map.Entry<String, Integer> e) -> -e.getValue())
                                .thenComparing(Map.Entry::getKey))
                .limit(Limits.APART_MAX)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
