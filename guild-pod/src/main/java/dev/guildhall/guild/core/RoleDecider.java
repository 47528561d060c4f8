package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.permission.Hierarchy;
import dev.guildhall.common.permission.Permission;
import dev.guildhall.common.permission.Permissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Roles: made, changed, moved, deleted. One touches only roles below one's own highest, and hands
/// out or takes only permissions that one holds.
final class RoleDecider {

    static final int MAX_ROLES = 250;

    private static final int MAX_NAME = 100;
    private static final int MAX_COLOR = 0xFFFFFF;
    private static final String DEFAULT_NAME = "new role";

    private RoleDecider() {}

    /// A new role is the lowest after @everyone: position 1, and younger than others there.
    static Decision create(Request request, Command.CreateRole create) {
        if (!request.may(Permission.MANAGE_ROLES)) {
            return Decisions.reject(Reason.MISSING_PERMISSIONS);
        }
        Rejection refusal = checkFields(create.name(), create.color(), null);
        if (refusal != null) {
            return Decisions.reject(refusal);
        }
        Role everyone = everyone(request);
        long inherited = everyone == null ? 0 : everyone.permissions();
        long permissions =
                create.permissions() == null ? inherited : create.permissions() & Permissions.ALL;
        if (!Hierarchy.mayGrant(request.permissions(), permissions & ~inherited)) {
            return Decisions.reject(Reason.MISSING_PERMISSIONS);
        }
        if (request.state().roles.size() >= MAX_ROLES) {
            return Decisions.reject(Reason.MAX_ROLES);
        }
        Role role =
                new Role(
                        new RoleId(request.newId()),
                        create.name() == null ? DEFAULT_NAME : create.name(),
                        permissions,
                        create.color(),
                        create.hoist(),
                        1,
                        create.mentionable());
        return Decisions.accept(new Event.RoleCreated(role));
    }

    /// The changed role's event comes first, then those of the roles that made room for it.
    static Decision update(Request request, Command.UpdateRole update) {
        Role role = request.state().roles.get(update.roleId());
        if (role == null) {
            return Decisions.reject(Reason.UNKNOWN_ROLE);
        }
        if (!request.may(Permission.MANAGE_ROLES) || !request.outranks(role)) {
            return Decisions.reject(Reason.MISSING_PERMISSIONS);
        }
        Rejection refusal = checkFields(update.name(), update.color(), update.position());
        if (refusal != null) {
            return Decisions.reject(refusal);
        }
        Role changed = changed(request, role, update);
        long changedBits = role.permissions() ^ changed.permissions();
        if (!Hierarchy.mayGrant(request.permissions(), changedBits)) {
            return Decisions.reject(Reason.MISSING_PERMISSIONS);
        }
        if (update.position() == null || isEveryone(request, role)) {
            return Decisions.accept(new Event.RoleUpdated(changed));
        }
        return moved(request, changed, update.position());
    }

    static Decision delete(Request request, Command.DeleteRole delete) {
        Role role = request.state().roles.get(delete.roleId());
        if (role == null) {
            return Decisions.reject(Reason.UNKNOWN_ROLE);
        }
        if (isEveryone(request, role)) {
            return Decisions.reject(Reason.INVALID_ROLE);
        }
        if (!request.may(Permission.MANAGE_ROLES) || !request.outranks(role)) {
            return Decisions.reject(Reason.MISSING_PERMISSIONS);
        }
        return Decisions.accept(new Event.RoleDeleted(role.id()));
    }

    private static @Nullable Rejection checkFields(
            @Nullable String name, @Nullable Integer color, @Nullable Integer position) {
        FieldErrors errors = new FieldErrors();
        errors.length("name", name, 1, MAX_NAME);
        errors.range("color", color, 0, MAX_COLOR);
        errors.range("position", position, 0, Integer.MAX_VALUE);
        return errors.rejection();
    }

    /// Of the role that everybody has, only the permissions change.
    private static Role changed(Request request, Role role, Command.UpdateRole update) {
        Role permitted =
                update.permissions() == null
                        ? role
                        : withPermissions(role, update.permissions() & Permissions.ALL);
        if (isEveryone(request, role)) {
            return permitted;
        }
        return new Role(
                role.id(),
                update.name() == null ? role.name() : update.name(),
                permitted.permissions(),
                update.color() == null ? role.color() : update.color(),
                update.hoist() == null ? role.hoist() : update.hoist(),
                role.position(),
                update.mentionable() == null ? role.mentionable() : update.mentionable());
    }

    private static Role withPermissions(Role role, long permissions) {
        return new Role(
                role.id(),
                role.name(),
                permissions,
                role.color(),
                role.hoist(),
                role.position(),
                role.mentionable());
    }

    /// Puts the role at `position` and gives all roles positions from 1 without gaps or doubles;
    /// the asker's own highest role stays above it.
    private static Decision moved(Request request, Role role, int position) {
        List<Role> order = new ArrayList<>(request.state().roles());
        order.removeIf(other -> isEveryone(request, other) || other.id().equals(role.id()));
        order.sort(Hierarchy::compare);
        int index = Math.clamp(position - 1L, 0, order.size());
        order.add(index, role);
        if (!staysBelowAsker(request, order, index)) {
            return Decisions.reject(Reason.MISSING_PERMISSIONS);
        }
        List<Event> events = new ArrayList<>();
        events.add(new Event.RoleUpdated(at(role, index + 1)));
        for (int i = 0; i < order.size(); i++) {
            if (i != index && order.get(i).position() != i + 1) {
                events.add(new Event.RoleUpdated(at(order.get(i), i + 1)));
            }
        }
        return Decisions.accept(events);
    }

    private static boolean staysBelowAsker(Request request, List<Role> order, int index) {
        Member member = request.member();
        if (member == null || request.isOwner()) {
            return true;
        }
        Role highest = Hierarchy.highest(request.state().scope(), member);
        for (int i = index + 1; i < order.size(); i++) {
            if (highest != null && order.get(i).id().equals(highest.id())) {
                return true;
            }
        }
        return false;
    }

    private static Role at(Role role, int position) {
        return new Role(
                role.id(),
                role.name(),
                role.permissions(),
                role.color(),
                role.hoist(),
                position,
                role.mentionable());
    }

    private static @Nullable Role everyone(Request request) {
        return request.state().roles.get(request.state().scope().everyoneId());
    }

    private static boolean isEveryone(Request request, Role role) {
        return role.id().equals(request.state().scope().everyoneId());
    }
}
