package dev.guildhall.common.guild;

import dev.guildhall.common.id.RoleId;

/// What a channel denies and allows one role or one member, beside their base permissions.
///
/// `id` is a role id (the guild's own id for @everyone) or a user id, as `target` says.
public record Overwrite(long id, Target target, long allow, long deny) {

    /// Whom an overwrite is for. The ordinal is the protocol's `type`.
    public enum Target {
        ROLE,
        MEMBER
    }

    /// Whether it is for this role.
    public boolean isFor(RoleId roleId) {
        return target == Target.ROLE && id == roleId.value();
    }
}
