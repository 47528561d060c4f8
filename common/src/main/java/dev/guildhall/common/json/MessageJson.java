package dev.guildhall.common.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Embed;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.MessageReference;
import dev.guildhall.common.guild.MessageType;
import dev.guildhall.common.guild.Reaction;
import dev.guildhall.common.id.GuildId;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message object. Source: <https://discord.com/developers/docs/resources/message#message-object>
public final class MessageJson {

    private MessageJson() {}

    /// What a message is written for.
    ///
    /// `guildId` is null in direct messages. `contentVisible` false blanks what needs the
    /// MESSAGE_CONTENT intent, in the message that a reply answers too.
    public record Context(@Nullable GuildId guildId, boolean contentVisible) {}

    /// A message in an answer of the HTTP API: it has no guild and no member.
    public static void write(JsonGenerator json, Message message, Context context)
            throws IOException {
        json.writeStartObject();
        fields(json, message, context);
        referenced(json, message, context);
        json.writeEndObject();
    }

    /// A message in an export: without the message that it answers, which has a line of its own.
    public static void writeStored(JsonGenerator json, Message message, Context context)
            throws IOException {
        json.writeStartObject();
        fields(json, message, context);
        json.writeEndObject();
    }

    /// A message in MESSAGE_CREATE and MESSAGE_UPDATE; `member` is its author's.
    public static void writeEvent(
            JsonGenerator json,
            Message message,
            Context context,
            @Nullable ChannelType channelType,
            @Nullable Member member)
            throws IOException {
        json.writeStartObject();
        fields(json, message, context);
        referenced(json, message, context);
        if (context.guildId() != null) {
            json.writeStringField("guild_id", context.guildId().toString());
        }
        if (channelType != null) {
            json.writeNumberField("channel_type", channelType.code());
        }
        if (member != null && context.guildId() != null) {
            json.writeFieldName("member");
            MemberJson.writeWithoutUser(json, member);
        }
        json.writeEndObject();
    }

    private static void fields(JsonGenerator json, Message message, Context context)
            throws IOException {
        json.writeStringField("id", message.id().toString());
        json.writeStringField("channel_id", message.channelId().toString());
        json.writeNumberField("type", message.type().code());
        json.writeFieldName("author");
        UserJson.write(json, message.author());
        content(json, message, context.contentVisible());
        Json.timestamp(json, "timestamp", message.createdAtMs());
        Json.timestampOrNull(json, "edited_timestamp", message.editedAtMs());
        json.writeNumberField("flags", message.flags());
        json.writeBooleanField("tts", message.tts());
        json.writeBooleanField("mention_everyone", message.mentionEveryone());
        Json.list(json, "mentions", message.mentions(), UserJson::write);
        Json.ids(json, "mention_roles", message.mentionRoleIds());
        json.writeBooleanField("pinned", message.pinned());
        Json.optional(json, "nonce", message.nonce());
        if (!message.reactions().isEmpty()) {
            Json.list(json, "reactions", message.reactions(), MessageJson::reaction);
        }
        reference(json, message, context);
    }

    private static void content(JsonGenerator json, Message message, boolean visible)
            throws IOException {
        json.writeStringField("content", visible ? message.content() : "");
        List<Embed> embeds = visible ? message.embeds() : List.of();
        Json.list(json, "embeds", embeds, EmbedJson::write);
        Json.empty(json, "attachments");
        Json.empty(json, "components");
    }

    private static void reference(JsonGenerator json, Message message, Context context)
            throws IOException {
        MessageReference reference = message.reference();
        if (reference == null) {
            return;
        }
        json.writeObjectFieldStart("message_reference");
        json.writeNumberField("type", 0);
        json.writeStringField("message_id", reference.messageId().toString());
        json.writeStringField("channel_id", reference.channelId().toString());
        if (context.guildId() != null) {
            json.writeStringField("guild_id", context.guildId().toString());
        }
        json.writeEndObject();
    }

    private static void referenced(JsonGenerator json, Message message, Context context)
            throws IOException {
        if (message.reference() == null || message.type() != MessageType.REPLY) {
            return;
        }
        json.writeFieldName("referenced_message");
        if (message.referenced() == null) {
            json.writeNull();
        } else {
            write(json, message.referenced(), context);
        }
    }

    private static void reaction(JsonGenerator json, Reaction reaction) throws IOException {
        json.writeStartObject();
        json.writeFieldName("emoji");
        EmojiJson.write(json, reaction.emoji());
        json.writeNumberField("count", reaction.count());
        json.writeObjectFieldStart("count_details");
        json.writeNumberField("burst", 0);
        json.writeNumberField("normal", reaction.count());
        json.writeEndObject();
        json.writeBooleanField("me", reaction.me());
        json.writeBooleanField("me_burst", false);
        Json.empty(json, "burst_colors");
        json.writeEndObject();
    }
}
