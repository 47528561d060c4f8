package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Overwrite;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.permission.Hierarchy;
import dev.guildhall.common.permission.Permissions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What holds for a channel's overwrites: whom they may be for, and that nobody allows, denies or
/// takes back a permission that they do not hold themselves.
final class OverwriteRules {

    static final int MAX_OVERWRITES = 500;

    private OverwriteRules() {}

    /// Why an asker who holds `held` may not put `wanted` in the place of `current`; null when they
    /// may.
    static @Nullable Rejection check(
            Request request, long held, List<Overwrite> current, List<Overwrite> wanted) {
        if (wanted.size() > MAX_OVERWRITES) {
            return Rejection.of(Reason.MAX_OVERWRITES);
        }
        Map<Long, Overwrite> before = new HashMap<>();
        current.forEach(overwrite -> before.put(overwrite.id(), overwrite));
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < wanted.size(); i++) {
            Overwrite overwrite = wanted.get(i);
            String path = "permission_overwrites." + i + ".id";
            if (!seen.add(overwrite.id())) {
                return Rejection.invalid(path, "SET_TYPE_ALREADY_CONTAINS_VALUE", "Is there twice");
            }
            Overwrite old = before.remove(overwrite.id());
            if (old == null && !targetExists(request.state(), overwrite)) {
                return Rejection.invalid(path, "BASE_TYPE_CHOICES", "No such role or member");
            }
            if (!Hierarchy.mayGrant(held, changedBits(old, overwrite))) {
                return Rejection.of(Reason.MISSING_PERMISSIONS);
            }
        }
        for (Overwrite removed : before.values()) {
            if (!Hierarchy.mayGrant(held, changedBits(removed, null))) {
                return Rejection.of(Reason.MISSING_PERMISSIONS);
            }
        }
        return null;
    }

    /// The overwrite with no bits but those that Discord knows.
    static Overwrite known(Overwrite overwrite) {
        return new Overwrite(
                overwrite.id(),
                overwrite.target(),
                overwrite.allow() & Permissions.ALL,
                overwrite.deny() & Permissions.ALL);
    }

    /// The permissions that an overwrite changes by going from `old` to `wanted`; null is one that
    /// says nothing.
    static long changedBits(@Nullable Overwrite old, @Nullable Overwrite wanted) {
        long oldAllow = old == null ? 0 : old.allow();
        long oldDeny = old == null ? 0 : old.deny();
        long allow = wanted == null ? 0 : wanted.allow();
        long deny = wanted == null ? 0 : wanted.deny();
        return ((oldAllow ^ allow) | (oldDeny ^ deny)) & Permissions.ALL;
    }

    static boolean targetExists(GuildState state, Overwrite overwrite) {
        return switch (overwrite.target()) {
            case ROLE -> state.roles.containsKey(new RoleId(overwrite.id()));
            case MEMBER -> state.members.containsKey(new UserId(overwrite.id()));
        };
    }
}
