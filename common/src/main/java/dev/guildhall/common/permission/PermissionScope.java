package dev.guildhall.common.permission;

import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import java.util.Map;

/// What of a guild the permission algorithm reads.
///
/// `roles` is the holder's own map, read and not copied: it may go on changing, by the thread that
/// also asks. Make a new scope when the guild itself changes (its owner), not when a role does.
public record PermissionScope(
        GuildKind kind, UserId ownerId, RoleId everyoneId, Map<RoleId, Role> roles) {

    /// The scope of `guild` over a live map of its roles.
    public static PermissionScope of(Guild guild, Map<RoleId, Role> roles) {
        RoleId everyoneId = new RoleId(guild.id().value());
        return new PermissionScope(guild.kind(), guild.ownerId(), everyoneId, roles);
    }
}
