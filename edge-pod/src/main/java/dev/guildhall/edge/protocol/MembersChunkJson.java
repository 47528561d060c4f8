package dev.guildhall.edge.protocol;

import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.json.Json;
import dev.guildhall.common.json.JsonBody;
import dev.guildhall.common.json.MemberJson;
import dev.guildhall.common.json.PresenceJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// GUILD_MEMBERS_CHUNK, the answer to op 8. Source:
/// <https://discord.com/developers/docs/events/gateway-events#guild-members-chunk>
///
/// `presences` null: they were not asked for. `notFound` goes with requests by user ids.
public record MembersChunkJson(
        GuildId guildId,
        List<Member> members,
        @Nullable List<Presence> presences,
        int chunkIndex,
        int chunkCount,
        List<UserId> notFound,
        @Nullable String nonce) {

    /// The payload's `d`.
    public JsonBody body() {
        return json -> {
            json.writeStartObject();
            json.writeStringField("guild_id", guildId.toString());
            Json.list(json, "members", members, MemberJson::write);
            json.writeNumberField("chunk_index", chunkIndex);
            json.writeNumberField("chunk_count", chunkCount);
            if (!notFound.isEmpty()) {
                Json.ids(json, "not_found", notFound);
            }
            if (presences != null) {
                Json.list(
                        json, "presences", presences, (g, p) -> PresenceJson.write(g, guildId, p));
            }
            Json.optional(json, "nonce", nonce);
            json.writeEndObject();
        };
    }
}
