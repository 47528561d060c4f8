package dev.guildhall.common.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.guildhall.common.guild.Role;
import java.io.IOException;

/// A role object. Source: <https://discord.com/developers/docs/topics/permissions#role-object>
public final class RoleJson {

    private RoleJson() {}

    public static void write(JsonGenerator json, Role role) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", role.id().toString());
        json.writeStringField("name", role.name());
        Json.id(json, "permissions", role.permissions());
        json.writeNumberField("position", role.position());
        json.writeNumberField("color", role.color());
        colors(json, role.color());
        json.writeBooleanField("hoist", role.hoist());
        json.writeBooleanField("managed", false);
        json.writeBooleanField("mentionable", role.mentionable());
        json.writeNullField("icon");
        json.writeNullField("unicode_emoji");
        json.writeNumberField("flags", 0);
        json.writeEndObject();
    }

    private static void colors(JsonGenerator json, int color) throws IOException {
        json.writeObjectFieldStart("colors");
        json.writeNumberField("primary_color", color);
        json.writeNullField("secondary_color");
        json.writeNullField("tertiary_color");
        json.writeEndObject();
    }
}
