package dev.guildhall.edge.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.json.GuildJson;
import dev.guildhall.common.json.Json;
import dev.guildhall.common.json.JsonBody;
import dev.guildhall.common.json.UserJson;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// READY, the answer to identify. Source:
/// <https://discord.com/developers/docs/events/gateway-events#ready>
///
/// `application` is null for people. `private_channels` and `_trace` are beyond the documentation:
/// JDA keeps no session id without the former.
public record ReadyJson(
        int version,
        User user,
        List<GuildId> guilds,
        SessionId sessionId,
        String resumeGatewayUrl,
        ClientPayload.@Nullable Shard shard,
        @Nullable Application application,
        String trace) {

    /// The part of an application that READY has.
    public record Application(String id, int flags) {}

    /// The payload's `d`.
    public JsonBody body() {
        return json -> {
            json.writeStartObject();
            json.writeNumberField("v", version);
            json.writeFieldName("user");
            UserJson.writeSelf(json, user);
            Json.list(json, "guilds", guilds, GuildJson::writeUnavailable);
            Json.empty(json, "private_channels");
            json.writeStringField("session_id", sessionId.value());
            json.writeStringField("resume_gateway_url", resumeGatewayUrl);
            shard(json);
            application(json);
            json.writeArrayFieldStart("_trace");
            json.writeString(trace);
            json.writeEndArray();
            json.writeEndObject();
        };
    }

    private void shard(JsonGenerator json) throws IOException {
        if (shard != null) {
            json.writeArrayFieldStart("shard");
            json.writeNumber(shard.id());
            json.writeNumber(shard.count());
            json.writeEndArray();
        }
    }

    private void application(JsonGenerator json) throws IOException {
        if (application != null) {
            json.writeObjectFieldStart("application");
            json.writeStringField("id", application.id());
            json.writeNumberField("flags", application.flags());
            json.writeStringField("flags_new", Integer.toString(application.flags()));
            json.writeEndObject();
        }
    }
}
