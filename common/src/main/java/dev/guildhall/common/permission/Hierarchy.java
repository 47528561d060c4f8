package dev.guildhall.common.permission;

import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.id.RoleId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who stands above whom: one acts only on strictly lower highest roles, and grants only what one
/// holds. The owner stands above everybody.
///
/// Of two roles with the same position the older one, with the smaller id, is the higher.
public final class Hierarchy {

    private Hierarchy() {}

    /// Whether the actor may act on the target (kick, ban, nick, roles, timeout).
    public static boolean outranks(PermissionScope scope, Member actor, Member target) {
        if (isOwner(scope, target)) {
            return false;
        }
        return isOwner(scope, actor) || compare(highest(scope, actor), highest(scope, target)) > 0;
    }

    /// Whether the actor may change, give, take or delete the role.
    public static boolean outranks(PermissionScope scope, Member actor, Role role) {
        return isOwner(scope, actor) || compare(highest(scope, actor), role) > 0;
    }

    /// Whether one who holds `held` may hand out `bits`.
    public static boolean mayGrant(long held, long bits) {
        return (bits & ~held) == 0;
    }

    /// The member's highest role; @everyone's when they have no other, null only in a guild without
    /// roles.
    public static @Nullable Role highest(PermissionScope scope, Member member) {
        Role highest = scope.roles().get(scope.everyoneId());
        List<RoleId> roleIds = member.roleIds();
        for (int i = 0; i < roleIds.size(); i++) {
            Role role = scope.roles().get(roleIds.get(i));
            if (role != null && compare(role, highest) > 0) {
                highest = role;
            }
        }
        return highest;
    }

    /// Positive when `a` stands above `b`; null stands below all.
    public static int compare(@Nullable Role a, @Nullable Role b) {
        if (a == null || b == null) {
            return Boolean.compare(a != null, b != null);
        }
        int byPosition = Integer.compare(a.position(), b.position());
        return byPosition != 0 ? byPosition : b.id().compareTo(a.id());
    }

    private static boolean isOwner(PermissionScope scope, Member member) {
        return member.user().id().equals(scope.ownerId());
    }
}
