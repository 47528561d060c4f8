package dev.guildhall.operator.plan.packing;

import dev.guildhall.common.id.GuildId;
import java.util.List;

/// What packing gives.
///
/// @param moves guilds that go elsewhere, by id; all others stay
/// @param crowded slots that are over a limit after the moves
/// @param full whether guilds were to move away from such a slot, and had nowhere to go
/// @param oversized guilds that are over a pod's limits alone: they need larger pods, or one of
///   their own
/// @param podsNeeded how many pods the load needs at least, if it could be divided at will
public record Packed(
        List<Move> moves,
        List<String> crowded,
        boolean full,
        List<GuildId> oversized,
        int podsNeeded) {

    public static final Packed NOTHING = new Packed(List.of(), List.of(), false, List.of(), 0);

    public record Move(GuildId guildId, String from, String to) {}

    /// The same when there are pods that took no part, and may have room.
    public Packed withRoomElsewhere() {
        return new Packed(moves, crowded, false, oversized, podsNeeded);
    }

    public Packed {
        moves = List.copyOf(moves);
        crowded = List.copyOf(crowded);
        oversized = List.copyOf(oversized);
    }
}
