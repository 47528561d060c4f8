package dev.guildhall.common.guild;

import dev.guildhall.common.id.RoleId;

/// A role. `permissions` are Discord's bits; `color` is 0xRRGGBB; `position` 0 is @everyone's
/// alone.
public record Role(
        RoleId id,
        String name,
        long permissions,
        int color,
        boolean hoist,
        int position,
        boolean mentionable) {}
