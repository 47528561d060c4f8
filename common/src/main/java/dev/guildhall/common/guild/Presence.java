package dev.guildhall.common.guild;

import dev.guildhall.common.id.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a user is there and what they do, over all their sessions. Not in the guild's log.
///
/// OFFLINE is also what INVISIBLE looks like to others.
public record Presence(UserId userId, Status status, Platform platform, List<Activity> activities) {

    /// How available a user is.
    public enum Status {
        ONLINE,
        IDLE,
        DND,
        INVISIBLE,
        OFFLINE
    }

    /// Where the user is online, for `client_status`.
    public enum Platform {
        WEB,
        DESKTOP,
        MOBILE
    }

    /// What a user does. `type` is Discord's: 0 playing, 1 streaming, 2 listening, 3 watching, 4
    /// custom, 5 competing.
    public record Activity(
            String name,
            int type,
            @Nullable String url,
            @Nullable String state,
            long createdAtMs) {}
}
