package dev.guildhall.operator.plan.packing;

import dev.guildhall.common.id.GuildId;

/// A guild of the pool.
///
/// @param slot where it is
/// @param home where hashing puts it: there it need not be named
public record PackedGuild(GuildId guildId, String slot, String home, GuildLoad load) {}
