package dev.guildhall.operator.plan;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.placement.Rendezvous;
import dev.guildhall.operator.plan.PlanState.Placement;
import dev.guildhall.operator.plan.PlanState.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Which guild is where when the pool's hashing does not decide it. Every move gets a fresh epoch,
/// and a guild moves to another pod only once that one is ready.
final class Placements {

    private final Map<String, Slot> slots;
    private final List<Slot> pool;
    private final PlanStep step;

    private Placements(PlanStep step) {
        this.slots = step.slots.stream().collect(Collectors.toMap(Slot::name, Function.identity()));
        this.pool = pool(step);
        this.step = step;
    }

    private static List<Slot> pool(PlanStep step) {
        return step.slots.stream().filter(slot -> WantedSlot.isPool(slot.name())).toList();
    }

    /// @param pins guilds that packing has moved within the pool
    static List<Placement> next(
            List<GuildId> dedicated,
            List<PoolState.Pin> pins,
            List<Placement> before,
            PlanStep step) {
        Placements placements = new Placements(step);
        Map<GuildId, Placement> old = new TreeMap<>();
        before.forEach(each -> old.put(each.guildId(), each));
        List<Placement> next = new ArrayList<>();
        Map<GuildId, String> named = new TreeMap<>();
        pins.forEach(pin -> named.put(pin.guildId(), pin.slot()));
        dedicated.forEach(guildId -> named.put(guildId, WantedSlot.dedicatedName(guildId)));
        named.forEach((guildId, slot) ->
                placements
                        .toSlot(guildId, slot, Optional.ofNullable(old.remove(guildId)))
                        .ifPresent(next::add));
        old.values().forEach(each -> placements.toPool(each).ifPresent(next::add));
        next.sort((a, b) -> a.guildId().compareTo(b.guildId()));
        return next;
    }

    private Optional<Placement> toSlot(GuildId guildId, String name, Optional<Placement> before) {
        Slot slot = slots.get(name);
        if (slot == null) {
            return before;
        }
        boolean there = before.filter(each -> each.slot().equals(slot.name())).isPresent();
        boolean same = there && before.orElseThrow().slotEpoch() == slot.epoch();
        if (same) {
            return before;
        }
        if (!there && !slot.wasReady()) {
            return before.flatMap(this::waiting);
        }
        return Optional.of(place(guildId, slot));
    }

    /// Until the place where it is to go is ready, a guild stays where packing put it.
    private Optional<Placement> waiting(Placement before) {
        Slot slot = slots.get(before.slot());
        if (slot == null || !WantedSlot.isPool(slot.name()) || isHome(before)) {
            return toPool(before);
        }
        boolean same = slot.epoch() == before.slotEpoch();
        return Optional.of(same ? before : place(before.guildId(), slot));
    }

    private boolean isHome(Placement before) {
        return Rendezvous.choose(before.guildId(), pool, Slot::name)
                .filter(slot -> slot.name().equals(before.slot()))
                .isPresent();
    }

    /// Back to the slot that hashing gives: named until that one's own epoch is above the guild's.
    private Optional<Placement> toPool(Placement before) {
        return Rendezvous.choose(before.guildId(), pool, Slot::name)
                .filter(slot -> slot.epoch() <= before.epoch())
                .map(slot ->
                        slot.name().equals(before.slot()) ? before : place(before.guildId(), slot));
    }

    private Placement place(GuildId guildId, Slot slot) {
        return new Placement(guildId, slot.name(), slot.epoch(), step.nextEpoch());
    }

    static Plan.Routes routes(PlanStep step, List<Slot> standbys, List<Placement> placements) {
        List<Slot> slots = step.slots;
        Map<String, String> pods = slots.stream().collect(Collectors.toMap(Slot::name, Slot::pod));
        return new Plan.Routes(
                told(step, standbys),
                placements.stream()
                        .map(each ->
                                new Plan.GuildRoute(
                                        each.guildId(),
                                        pods.getOrDefault(each.slot(), each.slot()),
                                        each.epoch()))
                        .toList(),
                pool(step).stream()
                        .map(slot -> new Plan.PoolRoute(slot.name(), slot.pod(), slot.epoch()))
                        .toList());
    }

    /// Pods at work or waiting for it, and those that were not silent when others took it over.
    private static List<Plan.RoutedPod> told(PlanStep step, List<Slot> standbys) {
        List<Plan.RoutedPod> told = new ArrayList<>();
        step.slots.forEach(slot ->
                told.add(new Plan.RoutedPod(slot.pod(), slot.role(), WantedSlot.ordinal(slot))));
        standbys.forEach(
                slot -> told.add(new Plan.RoutedPod(slot.pod(), slot.role(), Plan.NOWHERE)));
        step.superseded.stream()
                .filter(PlanState.Superseded::retired)
                .forEach(each ->
                        told.add(new Plan.RoutedPod(each.pod(), each.role(), Plan.NOWHERE)));
        return told;
    }
}
