package dev.guildhall.operator.plan;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.placement.SlotHashes;
import dev.guildhall.operator.plan.PlanState.Slot;
import dev.guildhall.operator.plan.PoolState.Pin;
import dev.guildhall.operator.plan.packing.Packed;
import dev.guildhall.operator.plan.packing.PackedGuild;
import dev.guildhall.operator.plan.packing.Packing;
import dev.guildhall.operator.plan.packing.PackingLimits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Guilds of the pool by their load: hashing decides where a guild is unless packing moved it. See
/// docs/decisions/0019.
///
/// Only pods that are ready and have reported lately take part. What calls for moves has to last
/// until anything moves, and to last anew before anything moves again.
final class PoolBalance {

    private final PackingLimits limits;
    private final PlanStep step;
    private final Set<String> places;
    private final SlotHashes homes;
    private final Set<String> heard;
    private final Map<GuildId, Pin> pins = new TreeMap<>();

    /// @param state from now on
    /// @param packed what was moved now, and what cannot be helped by moves
    record Result(PoolState state, Packed packed) {}

    private PoolBalance(PackingLimits limits, List<Slot> pool, PlanStep step) {
        this.limits = limits;
        this.step = step;
        List<String> names = pool.stream().map(Slot::name).toList();
        this.places = new HashSet<>(names);
        this.homes = new SlotHashes(names);
        this.heard =
                pool.stream().filter(this::isHeard).map(Slot::name).collect(Collectors.toSet());
    }

    /// @param own guilds that have a pod of their own
    static Result next(
            PackingLimits limits, PoolState before, Collection<GuildId> own, PlanStep step) {
        List<Slot> pool =
                step.slots.stream().filter(slot -> WantedSlot.isPool(slot.name())).toList();
        if (pool.size() < 2) {
            return new Result(PoolState.INITIAL, Packed.NOTHING);
        }
        PoolBalance balance = new PoolBalance(limits, pool, step);
        Set<GuildId> others = new HashSet<>(own);
        balance.keepPins(before.pins(), others);
        return balance.pack(before, others);
    }

    private boolean isHeard(Slot slot) {
        return slot.wasReady()
                && step.pod(slot.pod())
                        .filter(pod -> pod.alive() && pod.ready() && step.isFresh(pod))
                        .filter(pod -> pod.reportedAtMs() >= slot.startedAtMs())
                        .isPresent();
    }

    /// A pin ends with its slot, with a pod of the guild's own, and when nobody has needed the
    /// guild for so long that going home interrupts nobody.
    private void keepPins(List<Pin> before, Set<GuildId> own) {
        for (Pin pin : before) {
            boolean open = step.observed.loads().containsKey(pin.guildId());
            long idleSinceMs = pin.idleSinceMs();
            if (open) {
                idleSinceMs = 0;
            } else if (idleSinceMs == 0 && heard.contains(pin.slot())) {
                idleSinceMs = step.nowMs;
            }
            boolean idle = idleSinceMs != 0 && step.nowMs - idleSinceMs >= Limits.PIN_IDLE_MS;
            if (places.contains(pin.slot()) && !own.contains(pin.guildId()) && !idle) {
                pins.put(pin.guildId(), new Pin(pin.guildId(), pin.slot(), idleSinceMs));
            }
        }
    }

    private Result pack(PoolState before, Set<GuildId> own) {
        int movesMax = Math.min(limits.movesMax(), Limits.PINS_MAX - pins.size());
        Packing packing = new Packing(limits, heard, guilds(own));
        long crowdedMs = since(packing.crowded(), before.crowdedSinceMs());
        long unevenMs = since(packing.uneven(), before.unevenSinceMs());
        boolean crowdedDue = crowdedMs != 0 && step.nowMs - crowdedMs >= Limits.CROWDED_MS;
        boolean evenDue = unevenMs != 0 && step.nowMs - unevenMs >= Limits.UNEVEN_MS;
        Packed packed = packing.pack(crowdedDue, evenDue, movesMax);
        if (heard.size() < places.size()) {
            packed = packed.withRoomElsewhere();
        }
        packed.moves().forEach(this::pin);
        return new Result(
                new PoolState(
                        new ArrayList<>(pins.values()),
                        crowdedDue ? step.nowMs : crowdedMs,
                        evenDue ? step.nowMs : unevenMs),
                packed);
    }

    private void pin(Packed.Move move) {
        if (move.to().equals(homes.choose(move.guildId()))) {
            pins.remove(move.guildId());
        } else {
            pins.put(move.guildId(), new Pin(move.guildId(), move.to(), 0));
        }
    }

    /// Guilds that a pod has open, as far as their slot's pod is heard.
    private List<PackedGuild> guilds(Set<GuildId> own) {
        List<PackedGuild> guilds = new ArrayList<>();
        step.observed
                .loads()
                .forEach((guildId, load) -> {
                    String home = homes.choose(guildId);
                    Pin pin = pins.get(guildId);
                    String slot = pin == null ? home : pin.slot();
                    if (heard.contains(slot) && !own.contains(guildId)) {
                        guilds.add(new PackedGuild(guildId, slot, home, load));
                    }
                });
        return guilds;
    }

    private long since(boolean now, long beforeMs) {
        if (!now) {
            return 0;
        }
        return beforeMs == 0 ? step.nowMs : beforeMs;
    }
}
