package dev.guildhall.common.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.guildhall.common.guild.User;
import java.io.IOException;

/// A user object. Source: <https://discord.com/developers/docs/resources/user#user-object>
public final class UserJson {

    private UserJson() {}

    /// A user as others see it.
    public static void write(JsonGenerator json, User user) throws IOException {
        json.writeStartObject();
        fields(json, user);
        json.writeEndObject();
    }

    /// A user as it sees itself: READY and /users/@me.
    public static void writeSelf(JsonGenerator json, User user) throws IOException {
        json.writeStartObject();
        fields(json, user);
        json.writeBooleanField("mfa_enabled", false);
        json.writeStringField("locale", "en-US");
        json.writeBooleanField("verified", true);
        json.writeNullField("email");
        json.writeNumberField("flags", 0);
        json.writeNumberField("premium_type", 0);
        json.writeEndObject();
    }

    /// Only the id, where Discord sends partial users.
    static void writeId(JsonGenerator json, Object userId) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", userId.toString());
        json.writeEndObject();
    }

    private static void fields(JsonGenerator json, User user) throws IOException {
        json.writeStringField("id", user.id().toString());
        json.writeStringField("username", user.username());
        json.writeStringField("discriminator", "0");
        Json.text(json, "global_name", user.globalName());
        Json.text(json, "avatar", user.avatar());
        json.writeBooleanField("bot", user.bot());
        json.writeBooleanField("system", false);
        json.writeNullField("banner");
        json.writeNullField("accent_color");
        json.writeNumberField("public_flags", 0);
        json.writeNullField("avatar_decoration_data");
        json.writeNullField("collectibles");
        json.writeNullField("primary_guild");
    }
}
