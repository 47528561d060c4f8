package dev.guildhall.common.guild;

import dev.guildhall.common.id.UserId;

/// Who wants something: a user, with a user's permissions, or the system itself, which may do
/// everything.
public record Actor(UserId userId, boolean system) {

    /// A user who acts by their own permissions.
    public static Actor user(UserId userId) {
        return new Actor(userId, false);
    }

    /// The system, for the launcher and for membership that an edge grants. Its user id is 0.
    public static Actor systemActor() {
        return new Actor(new UserId(0), true);
    }
}
