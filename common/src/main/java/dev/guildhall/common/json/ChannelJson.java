package dev.guildhall.common.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Overwrite;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.GuildId;
import java.io.IOException;
import java.util.List;

/// A channel object. Which keys it has depends on the type. Source:
/// <https://discord.com/developers/docs/resources/channel#channel-object>
public final class ChannelJson {

    private ChannelJson() {}

    /// A guild's channel or category.
    public static void write(JsonGenerator json, GuildId guildId, Channel channel)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("id", channel.id().toString());
        json.writeNumberField("type", channel.type().code());
        json.writeStringField("guild_id", guildId.toString());
        json.writeStringField("name", channel.name());
        json.writeNumberField("position", channel.position());
        json.writeNumberField("flags", 0);
        Json.idOrNull(json, "parent_id", channel.parentId());
        json.writeBooleanField("nsfw", channel.nsfw());
        Json.list(json, "permission_overwrites", channel.overwrites(), ChannelJson::writeOverwrite);
        if (channel.type().holdsMessages()) {
            messageFields(json, channel);
        }
        if (channel.type() == ChannelType.VOICE) {
            voiceFields(json, channel);
        } else if (channel.type() != ChannelType.CATEGORY) {
            Json.text(json, "topic", channel.topic());
            Json.timestampOrNull(json, "last_pin_timestamp", channel.lastPinAtMs());
        }
        json.writeEndObject();
    }

    /// A direct-message channel, as one of its recipients sees it: `recipients` are the others.
    public static void writeDirect(JsonGenerator json, Channel channel, List<User> recipients)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("id", channel.id().toString());
        json.writeNumberField("type", ChannelType.DM.code());
        json.writeNullField("name");
        json.writeNumberField("flags", 0);
        Json.idOrNull(json, "last_message_id", channel.lastMessageId());
        Json.timestampOrNull(json, "last_pin_timestamp", channel.lastPinAtMs());
        Json.list(json, "recipients", recipients, UserJson::write);
        json.writeEndObject();
    }

    public static void writeOverwrite(JsonGenerator json, Overwrite overwrite) throws IOException {
        json.writeStartObject();
        Json.id(json, "id", overwrite.id());
        json.writeNumberField("type", overwrite.target() == Overwrite.Target.ROLE ? 0 : 1);
        Json.id(json, "allow", overwrite.allow());
        Json.id(json, "deny", overwrite.deny());
        json.writeEndObject();
    }

    private static void messageFields(JsonGenerator json, Channel channel) throws IOException {
        json.writeNumberField("rate_limit_per_user", channel.slowModeSeconds());
        Json.idOrNull(json, "last_message_id", channel.lastMessageId());
    }

    private static void voiceFields(JsonGenerator json, Channel channel) throws IOException {
        json.writeNumberField("bitrate", channel.bitrate());
        json.writeNumberField("user_limit", channel.userLimit());
        json.writeNullField("rtc_region");
        json.writeNumberField("video_quality_mode", 1);
    }
}
