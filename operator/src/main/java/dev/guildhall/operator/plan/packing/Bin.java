package dev.guildhall.operator.plan.packing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// One pod of the pool while guilds are packed. Never leaves the call.
final class Bin {

    final String slot;
    private final List<Item> items = new ArrayList<>();
    private Share used = Share.NONE;

    /// A guild and what it takes.
    record Item(PackedGuild guild, Share share) {}

    Bin(String slot) {
        this.slot = slot;
    }

    Share used() {
        return used;
    }

    List<Item> items() {
        return items;
    }

    void add(Item item) {
        items.add(item);
        used = used.plus(item.share);
    }

    void remove(Item item) {
        items.remove(item);
        used = used.minus(item.share);
    }

    boolean takes(Share more, Share ceiling) {
        return used.withIsWithin(more, ceiling);
    }

    /// Whether it is over `ceiling`, and has a guild that it can give away.
    boolean over(Share ceiling) {
        return items.size() > 1 && !used.within(ceiling);
    }

    /// Whether one of its guilds is over `ceiling` by itself, so that giving away others is of no
    /// use.
    boolean hasGiant(Share ceiling) {
        return items.stream().anyMatch(item -> !item.share.within(ceiling));
    }

    /// Which guild to give away to get below `ceiling`, best first: the smallest of those that are
    /// enough, else the largest, in the way in which there is most too much.
    List<Item> candidates(Share ceiling) {
        Share.Way worst = used.minus(ceiling).worst();
        List<Item> enough = new ArrayList<>();
        List<Item> others = new ArrayList<>();
        for (Item item : items) {
            if (item.share.in(worst) > 0) {
                boolean alone = used.minus(item.share).within(ceiling);
                (alone ? enough : others).add(item);
            }
        }
        enough.sort(
                Comparator.comparingDouble((Item item) -> item.share.most())
                        .thenComparingLong(Bin::id));
        others.sort(
                Comparator.comparingDouble((Item item) -> -item.share.in(worst))
                        .thenComparingLong(Bin::id));
        enough.addAll(others);
        return enough;
    }

    private static long id(Item item) {
        return item.guild.guildId().value();
    }
}
