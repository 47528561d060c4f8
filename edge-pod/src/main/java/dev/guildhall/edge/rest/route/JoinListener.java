package dev.guildhall.edge.rest.route;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;

/// Hears that a user came into a guild, so that their gateway sessions can follow.
@FunctionalInterface
public interface JoinListener {

    /// Does not block.
    void joined(UserId userId, GuildId guildId);
}
