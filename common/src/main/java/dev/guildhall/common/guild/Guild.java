package dev.guildhall.common.guild;

import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import org.jspecify.annotations.Nullable;

/// What a guild says about itself, without its parts. `afkTimeoutSeconds` is 60, 300, 900, 1800 or
/// 3600.
public record Guild(
        GuildId id,
        GuildKind kind,
        String name,
        @Nullable String icon,
        @Nullable String description,
        UserId ownerId,
        @Nullable ChannelId systemChannelId,
        int afkTimeoutSeconds) {}
