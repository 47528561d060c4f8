package dev.guildhall.operator.plan;

import dev.guildhall.common.id.GuildId;
import java.util.List;

/// What packing remembers from one time to the next.
///
/// @param pins guilds that are not where hashing puts them, by id
/// @param crowdedSinceMs since when a pod has been over its limits, 0 for not
/// @param unevenSinceMs since when a pod has been too far above the others, 0 for not
public record PoolState(List<Pin> pins, long crowdedSinceMs, long unevenSinceMs) {

    public static final PoolState INITIAL = new PoolState(List.of(), 0, 0);

    /// A guild that packing has moved.
    ///
    /// @param slot where it belongs now
    /// @param idleSinceMs since when its pod has not had it open, 0 for not
    public record Pin(GuildId guildId, String slot, long idleSinceMs) {}

    public PoolState {
        pins = List.copyOf(pins);
    }
}
