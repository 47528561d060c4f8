package dev.guildhall.common.guild;

import dev.guildhall.common.id.RoleId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A user in a guild. `roleIds` leaves out @everyone, which everybody has.
///
/// `timedOutUntilMs` is null when there is no timeout; a time in the past means the same.
public record Member(
        User user,
        @Nullable String nick,
        List<RoleId> roleIds,
        long joinedAtMs,
        boolean deaf,
        boolean mute,
        @Nullable Long timedOutUntilMs) {}
