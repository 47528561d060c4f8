package dev.guildhall.operator.plan.packing;

import dev.guildhall.common.id.GuildId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Moves guilds of the pool away from pods that have too much, and no others.
///
/// A pod has too much when it is over a limit, and, if loads are to be evened out, when it is above
/// the pool's mean by more than the band. It gives away the smallest guild that is enough, else the
/// largest that another can take. A guild goes home if there is room, else to the pod that has
/// least; never to one that would then have too much. So each move lowers what is too much, and the
/// same loads again give no move.
///
/// For one call of one thread.
public final class Packing {

    private final PackingLimits limits;
    private final Map<String, Bin> bins = new TreeMap<>();
    private final Map<GuildId, PackedGuild> guilds = new TreeMap<>();
    private final Share sum;

    /// @param slots the pods that guilds may be moved from and to
    /// @param guilds those that are on these pods, each once, in any order
    public Packing(PackingLimits limits, Collection<String> slots, Collection<PackedGuild> guilds) {
        this.limits = limits;
        slots.forEach(slot -> bins.put(slot, new Bin(slot)));
        guilds.forEach(guild -> this.guilds.put(guild.guildId(), guild));
        Share all = Share.NONE;
        for (PackedGuild guild : this.guilds.values()) {
            Bin bin = Objects.requireNonNull(bins.get(guild.slot()));
            Bin.Item item = new Bin.Item(guild, limits.share(guild.load()));
            bin.add(item);
            all = all.plus(item.share());
        }
        this.sum = all;
    }

    /// Whether a pod is over a limit, and not only because of one guild.
    public boolean crowded() {
        return bins.values().stream().anyMatch(bin -> bin.over(Share.WHOLE));
    }

    /// Whether a pod is above the band and could be otherwise.
    public boolean uneven() {
        Share ceiling = band();
        return bins.values().stream().anyMatch(bin -> bin.over(ceiling) && !bin.hasGiant(ceiling));
    }

    /// Packs.
    ///
    /// @param limits whether guilds may be moved because of limits
    /// @param even whether they may be moved to even loads out
    /// @param movesMax most moves
    public Packed pack(boolean limits, boolean even, int movesMax) {
        Moves moves = new Moves(movesMax);
        Share band = band();
        boolean moved = true;
        while (moved) {
            moved = limits && relieve(Share.WHOLE, false, moves);
            moved |= even && relieve(band, true, moves);
        }
        List<String> crowded =
                bins.values().stream()
                        .filter(bin -> bin.over(Share.WHOLE))
                        .map(bin -> bin.slot)
                        .toList();
        return new Packed(
                moves.all(),
                crowded,
                limits && moves.more() && !crowded.isEmpty(),
                guilds.values().stream()
                        .filter(each -> !this.limits.share(each.load()).within(Share.WHOLE))
                        .map(PackedGuild::guildId)
                        .toList(),
                (int) Math.ceil(sum.most() - 1e-9));
    }

    /// The most that a pod may have when loads are even enough.
    private Share band() {
        double band = limits.bandPercent() / 100.0;
        Share mean = sum.times(1.0 / Math.max(1, bins.size()));
        return mean.plus(new Share(band, band, band)).lower(Share.WHOLE);
    }

    /// @param sparing whether pods stay as they are that cannot get below `ceiling`
    private boolean relieve(Share ceiling, boolean sparing, Moves moves) {
        List<Bin> worstFirst =
                bins.values().stream()
                        .filter(bin -> bin.over(ceiling) && !(sparing && bin.hasGiant(ceiling)))
                        .sorted(Comparator.comparingDouble((Bin bin) -> -bin.used().most()))
                        .toList();
        boolean moved = false;
        for (Bin bin : worstFirst) {
            while (moves.more() && bin.over(ceiling) && moveOne(bin, ceiling, moves)) {
                moved = true;
            }
        }
        return moved;
    }

    private boolean moveOne(Bin from, Share ceiling, Moves moves) {
        Share room = bins.values().stream().map(Bin::used).reduce(Share.WHOLE, Share::lower);
        for (Bin.Item item : from.candidates(ceiling)) {
            Bin to = room.withIsWithin(item.share(), ceiling) ? target(item, from, ceiling) : null;
            if (to != null) {
                from.remove(item);
                to.add(item);
                moves.put(item.guild(), to.slot);
                return true;
            }
        }
        return false;
    }

    private @Nullable Bin target(Bin.Item item, Bin from, Share ceiling) {
        Bin home = bins.get(item.guild().home());
        if (home != null && home != from && home.takes(item.share(), ceiling)) {
            return home;
        }
        Bin best = null;
        for (Bin bin : bins.values()) {
            boolean takes = bin != from && bin.takes(item.share(), ceiling);
            if (takes && (best == null || bin.used().most() < best.used().most())) {
                best = bin;
            }
        }
        return best;
    }

    /// Where guilds go in the end.
    private static final class Moves {

        private final Map<GuildId, Packed.Move> byGuild = new TreeMap<>();
        private int left;

        Moves(int most) {
            this.left = most;
        }

        boolean more() {
            return left > 0;
        }

        void put(PackedGuild guild, String to) {
            left--;
            if (guild.slot().equals(to)) {
                byGuild.remove(guild.guildId());
            } else {
                byGuild.put(guild.guildId(), new Packed.Move(guild.guildId(), guild.slot(), to));
            }
        }

        List<Packed.Move> all() {
            return new ArrayList<>(byGuild.values());
        }
    }
}
