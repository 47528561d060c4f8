package dev.guildhall.guild.accounts;

import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;

/// A guild as the list of all guilds has it.
public record ListedGuild(GuildId id, String name, UserId ownerId, GuildKind kind) {}
