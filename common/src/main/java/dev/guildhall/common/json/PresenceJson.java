package dev.guildhall.common.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.id.GuildId;
import java.io.IOException;

/// A presence update. Source:
/// <https://discord.com/developers/docs/events/gateway-events#presence-update>
public final class PresenceJson {

    private static final int CUSTOM = 4;

    private PresenceJson() {}

    public static void write(JsonGenerator json, GuildId guildId, Presence presence)
            throws IOException {
        String status = status(presence.status());
        json.writeStartObject();
        json.writeFieldName("user");
        UserJson.writeId(json, presence.userId());
        json.writeStringField("guild_id", guildId.toString());
        json.writeStringField("status", status);
        json.writeArrayFieldStart("activities");
        for (int i = 0; i < presence.activities().size(); i++) {
            activity(json, presence.activities().get(i), i);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("client_status");
        if (!status.equals("offline")) {
            json.writeStringField(platform(presence.platform()), status);
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /// A status as others see it.
    public static String status(Presence.Status status) {
        return switch (status) {
            case ONLINE -> "online";
            case IDLE -> "idle";
            case DND -> "dnd";
            case INVISIBLE, OFFLINE -> "offline";
        };
    }

    private static String platform(Presence.Platform platform) {
        return switch (platform) {
            case WEB -> "web";
            case DESKTOP -> "desktop";
            case MOBILE -> "mobile";
        };
    }

    private static void activity(JsonGenerator json, Presence.Activity activity, int index)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("id", activity.type() == CUSTOM ? "custom" : "a" + index);
        json.writeStringField("name", activity.name());
        json.writeNumberField("type", activity.type());
        Json.text(json, "url", activity.url());
        Json.text(json, "state", activity.state());
        json.writeNullField("details");
        json.writeNumberField("created_at", activity.createdAtMs());
        json.writeEndObject();
    }
}
