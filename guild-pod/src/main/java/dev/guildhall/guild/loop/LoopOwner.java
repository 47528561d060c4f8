package dev.guildhall.guild.loop;

import dev.guildhall.common.id.GuildId;

/// Who is told how a loop ended by itself. Called once, on the loop's thread, at its end.
public interface LoopOwner {

    /// The store refused this owner: epoch `claimedEpoch` has the guild. `leaseExpired`: the owner
    /// had been unable to prove itself for longer than its term, as after a pause.
    void fenced(GuildId guildId, long epoch, long claimedEpoch, boolean leaseExpired);

    /// The loop ended by a bug. The guild can be opened anew.
    void failed(GuildId guildId, RuntimeException cause);
}
