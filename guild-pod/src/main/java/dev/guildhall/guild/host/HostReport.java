package dev.guildhall.guild.host;

import dev.guildhall.common.id.GuildId;
import java.util.List;

/// What the pod tells the operator about its guilds. `blocked` could not be taken over because a
/// paused owner holds the store's lock.
public record HostReport(long placementVersion, List<Load> loads, List<GuildId> blocked) {

    /// One guild's load.
    public record Load(
            GuildId guildId, long epoch, long members, long online, double eventsPerSecond) {}
}
