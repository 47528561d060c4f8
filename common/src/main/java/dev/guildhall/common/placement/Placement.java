package dev.guildhall.common.placement;

import dev.guildhall.common.id.GuildId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where guilds are, as the operator said it last: one immutable value for each version.
///
/// `addresses` maps a pod's name to its gRPC `host:port`, for pods that have reported one. A guild
/// that `guilds` does not name belongs to the member of `pool` with the highest hash, so that a
/// member that comes or goes moves only its own share (rendezvous hashing).
public record Placement(
        long version, Map<String, String> addresses, Map<GuildId, Owner> guilds, List<Owner> pool) {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /// A pod and the epoch under which it owns what it owns.
    public record Owner(String pod, long epoch) {}

    public Placement {
        addresses = Map.copyOf(addresses);
        guilds = Map.copyOf(guilds);
        pool = List.copyOf(pool);
    }

    /// Nothing is anywhere yet.
    public static Placement empty() {
        return new Placement(0, Map.of(), Map.of(), List.of());
    }

    /// The guild's owner; empty when the guild is not named and the pool has nobody.
    public Optional<Owner> ownerOf(GuildId guildId) {
        Owner named = guilds.get(guildId);
        return named != null ? Optional.of(named) : Optional.ofNullable(pooled(guildId));
    }

    /// Where to reach the guild's owner; empty when there is none or it has not reported yet.
    public Optional<String> addressOf(GuildId guildId) {
        return ownerOf(guildId).map(owner -> addresses.get(owner.pod()));
    }

    private @Nullable Owner pooled(GuildId guildId) {
        Owner best = null;
        long bestScore = 0;
        for (Owner member : pool) {
            long score = score(guildId, member.pod());
            boolean better =
                    best == null
                            || Long.compareUnsigned(score, bestScore) > 0
                            || (score == bestScore && member.pod().compareTo(best.pod()) < 0);
            if (better) {
                best = member;
                bestScore = score;
            }
        }
        return best;
    }

    /// FNV-1a of the pod's name, mixed with the guild's id by SplitMix64's finalizer. Every process
    /// and every release has to compute the same.
    static long score(GuildId guildId, String pod) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < pod.length(); i++) {
            hash = (hash ^ pod.charAt(i)) * FNV_PRIME;
        }
        return mix(mix(hash) ^ guildId.value());
    }

    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
