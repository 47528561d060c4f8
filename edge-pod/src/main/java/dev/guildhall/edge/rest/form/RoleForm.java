package dev.guildhall.edge.rest.form;

import dev.guildhall.common.guild.Command.CreateRole;
import dev.guildhall.common.guild.Command.UpdateRole;
import dev.guildhall.common.id.RoleId;
import org.jspecify.annotations.Nullable;

/// Roles to make or change. Source:
/// <https://discord.com/developers/docs/resources/guild#create-guild-role>
public final class RoleForm {

    private static final int MAX_NAME = 100;
    private static final int MAX_COLOR = 0xFFFFFF;
    private static final int MAX_POSITION = 10_000;

    private RoleForm() {}

    public static CreateRole create(Form form) {
        Integer color = color(form);
        return new CreateRole(
                form.text("name", 0, MAX_NAME),
                form.number("permissions", 0, Long.MAX_VALUE),
                color == null ? 0 : color,
                form.flag("hoist", false),
                form.flag("mentionable", false));
    }

    public static UpdateRole update(Form form, RoleId roleId) {
        return new UpdateRole(
                roleId,
                form.text("name", 0, MAX_NAME),
                form.number("permissions", 0, Long.MAX_VALUE),
                color(form),
                form.flag("hoist"),
                form.flag("mentionable"),
                null);
    }

    /// A move of one role.
    public static UpdateRole move(Form form) {
        RoleId roleId = new RoleId(form.requiredSnowflake("id"));
        Integer position = form.integer("position", 0, MAX_POSITION);
        return new UpdateRole(roleId, null, null, null, null, null, position);
    }

    /// `colors.primary_color`, or the older `color`. Gradients are not kept.
    private static @Nullable Integer color(Form form) {
        Form colors = form.object("colors");
        Integer primary = colors == null ? null : colors.integer("primary_color", 0, MAX_COLOR);
        return primary == null ? form.integer("color", 0, MAX_COLOR) : primary;
    }
}
