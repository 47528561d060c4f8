package dev.guildhall.guild.loop;

import dev.guildhall.common.id.GuildId;

/// Who is told how a loop ended by itself. Called once, on the loop's thread, at its end.
public interface LoopOwner {

    /// The store refused this owner: epoch `claimedEpoch` has the guild. `paused`: the loop had
    /// slept far longer than it meant to, so this process knows nothing of the present.
    void fenced(GuildId guildId, long epoch, long claimedEpoch, boolean paused);

    /// The loop ended by a bug. The guild can be opened anew.
    void failed(GuildId guildId, RuntimeException cause);
}
