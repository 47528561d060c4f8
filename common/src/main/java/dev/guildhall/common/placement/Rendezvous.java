package dev.guildhall.common.placement;

import dev.guildhall.common.id.GuildId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Rendezvous hashing: a guild belongs to the slot with the highest score, so that a slot that
/// comes or goes moves only its own share. Every process and every release has to compute the same.
public final class Rendezvous {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Rendezvous() {}

    /// The guild's one of `members`, which `slot` names; empty when there are none.
    public static <T> Optional<T> choose(
            GuildId guildId, List<T> members, Function<T, String> slot) {
        @Nullable T best = null;
        String bestSlot = "";
        long bestScore = 0;
        for (T member : members) {
            String name = slot.apply(member);
            long score = score(guildId, name);
            int order = Long.compareUnsigned(score, bestScore);
            if (best == null || order > 0 || (order == 0 && name.compareTo(bestSlot) < 0)) {
                best = member;
                bestSlot = name;
                bestScore = score;
            }
        }
        return Optional.ofNullable(best);
    }

    static long score(GuildId guildId, String slot) {
        return score(guildId, hash(slot));
    }

    /// The slot's hash, mixed with the guild's id by SplitMix64's finalizer.
    static long score(GuildId guildId, long hash) {
        return mix(hash ^ guildId.value());
    }

    /// FNV-1a of the slot's name.
    static long hash(String slot) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < slot.length(); i++) {
            hash = (hash ^ slot.charAt(i)) * FNV_PRIME;
        }
        return mix(hash);
    }

    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
