package dev.guildhall.common.guild;

/// What a guild state machine holds: a community, or one direct-message channel.
///
/// A direct-message channel is a guild of its own kind: its one channel has the guild's id, its
/// members are the recipients, it has no roles, and clients see its events without a guild id.
public enum GuildKind {
    COMMUNITY,
    DIRECT
}
