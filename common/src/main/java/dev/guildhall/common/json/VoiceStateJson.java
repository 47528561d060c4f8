package dev.guildhall.common.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.VoiceState;
import dev.guildhall.common.id.GuildId;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A voice state object. Source:
/// <https://discord.com/developers/docs/resources/voice#voice-state-object>
public final class VoiceStateJson {

    private VoiceStateJson() {}

    /// With its guild, as VOICE_STATE_UPDATE has it; `member` is left out when it is not known.
    ///
    /// `session_id` is no secret, as with Discord: a resume needs the token too.
    public static void write(
            JsonGenerator json, GuildId guildId, VoiceState state, @Nullable Member member)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("guild_id", guildId.toString());
        fields(json, state);
        if (member != null) {
            json.writeFieldName("member");
            MemberJson.write(json, member);
        }
        json.writeEndObject();
    }

    /// Without its guild, which stands around it: GUILD_CREATE.
    static void writeInGuild(JsonGenerator json, VoiceState state) throws IOException {
        json.writeStartObject();
        fields(json, state);
        json.writeEndObject();
    }

    private static void fields(JsonGenerator json, VoiceState state) throws IOException {
        Json.idOrNull(json, "channel_id", state.channelId());
        json.writeStringField("user_id", state.userId().toString());
        json.writeStringField("session_id", state.sessionId().value());
        json.writeBooleanField("deaf", state.deaf());
        json.writeBooleanField("mute", state.mute());
        json.writeBooleanField("self_deaf", state.selfDeaf());
        json.writeBooleanField("self_mute", state.selfMute());
        json.writeBooleanField("self_stream", false);
        json.writeBooleanField("self_video", state.selfVideo());
        json.writeBooleanField("suppress", state.suppress());
        json.writeNullField("request_to_speak_timestamp");
    }
}
