package dev.guildhall.edge.rest.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.json.Json;
import dev.guildhall.common.json.UserJson;
import dev.guildhall.edge.accounts.Identity;
import java.io.IOException;

/// A bot's application. Source:
/// <https://discord.com/developers/docs/resources/application#application-object>
public final class ApplicationJson {

    private ApplicationJson() {}

    /// An application without an owner is its own bot's: libraries want one.
    public static void write(JsonGenerator json, Identity.Application application, User bot)
            throws IOException {
        User owner = application.owner() == null ? bot : application.owner();
        json.writeStartObject();
        json.writeStringField("id", application.id().toString());
        json.writeStringField("name", application.name());
        json.writeNullField("icon");
        json.writeStringField("description", application.description());
        json.writeStringField("summary", "");
        json.writeBooleanField("bot_public", true);
        json.writeBooleanField("bot_require_code_grant", false);
        json.writeStringField("verify_key", application.verifyKey());
        json.writeFieldName("owner");
        UserJson.write(json, owner);
        json.writeFieldName("bot");
        UserJson.write(json, bot);
        json.writeNullField("team");
        json.writeNumberField("flags", application.flags());
        json.writeStringField("flags_new", Integer.toString(application.flags()));
        Json.empty(json, "redirect_uris");
        json.writeNullField("interactions_endpoint_url");
        json.writeNullField("role_connections_verification_url");
        json.writeEndObject();
    }
}
