package dev.guildhall.common.placement;

import dev.guildhall.common.id.GuildId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where guilds are, as the operator said it last: one immutable value for each version.
///
/// `addresses` maps a pod's name to its gRPC `host:port`, for pods that have reported one. A guild
/// that `guilds` does not name belongs to the member of `pool` that [Rendezvous] chooses by the
/// members' slots.
public record Placement(
        long version,
        Map<String, String> addresses,
        Map<GuildId, Owner> guilds,
        List<Member> pool) {

    /// A pod and the epoch under which it owns what it owns.
    public record Owner(String pod, long epoch) {}

    /// A place in the pool and the pod that fills it now. Guilds belong to the place, so they stay
    /// together when another pod takes it over.
    ///
    /// @param slot `guild-pool-1`; the same whatever pod fills it
    public record Member(String slot, Owner owner) {

        /// One whose pod has the place's name.
        public static Member of(String pod, long epoch) {
            return new Member(pod, new Owner(pod, epoch));
        }
    }

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
        return Optional.ofNullable(guilds.get(guildId))
                .or(() -> Rendezvous.choose(guildId, pool, Member::slot).map(Member::owner));
    }

    /// Where to reach the guild's owner; empty when there is none or it has not reported yet.
    public Optional<String> addressOf(GuildId guildId) {
        return ownerOf(guildId).map(owner -> addresses.get(owner.pod()));
    }
}
