package dev.guildhall.edge.rest.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.json.Json;
import dev.guildhall.common.permission.PermissionScope;
import dev.guildhall.common.permission.Permissions;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// The part of a guild that `/users/@me/guilds` lists.
public final class OwnGuildJson {

    private OwnGuildJson() {}

    public static void write(JsonGenerator json, GuildView view, boolean withCounts, long nowMs)
            throws IOException {
        Guild guild = view.guild();
        json.writeStartObject();
        json.writeStringField("id", guild.id().toString());
        json.writeStringField("name", guild.name());
        Json.text(json, "icon", guild.icon());
        json.writeNullField("banner");
        json.writeBooleanField("owner", guild.ownerId().equals(view.self().user().id()));
        Json.id(json, "permissions", permissions(view, nowMs));
        Json.empty(json, "features");
        if (withCounts) {
            json.writeNumberField("approximate_member_count", view.memberCount());
            json.writeNumberField("approximate_presence_count", view.onlineCount());
        }
        json.writeEndObject();
    }

    private static long permissions(GuildView view, long nowMs) {
        Map<RoleId, Role> roles = new HashMap<>();
        view.roles().forEach(role -> roles.put(role.id(), role));
        PermissionScope scope = PermissionScope.of(view.guild(), roles);
        return Permissions.inGuild(scope, view.self(), nowMs);
    }
}
