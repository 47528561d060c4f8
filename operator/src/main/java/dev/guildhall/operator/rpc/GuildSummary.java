package dev.guildhall.operator.rpc;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;

/// A line of the list of guilds.
public record GuildSummary(GuildId id, String name, UserId ownerId) {}
