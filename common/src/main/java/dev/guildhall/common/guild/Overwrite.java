package dev.guildhall.common.guild;

/// What a channel denies and allows one role or one member, beside their base permissions.
///
/// `id` is a role id (the guild's own id for @everyone) or a user id, as `target` says.
public record Overwrite(long id, Target target, long allow, long deny) {

    /// Whom an overwrite is for. The ordinal is the protocol's `type`.
    public enum Target {
        ROLE,
        MEMBER
    }
}
