package dev.guildhall.edge.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.json.ChannelJson;
import dev.guildhall.common.json.EmojiJson;
import dev.guildhall.common.json.GuildJson;
import dev.guildhall.common.json.Json;
import dev.guildhall.common.json.JsonBody;
import dev.guildhall.common.json.MemberJson;
import dev.guildhall.common.json.RoleJson;
import dev.guildhall.common.json.UserJson;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `d` of dispatches that are not an entity alone. `guildId` is null in direct messages, which
/// have no `guild_id` key. Source: <https://discord.com/developers/docs/events/gateway-events>
public final class EventJson {

    private EventJson() {}

    /// GUILD_CREATE.
    public static JsonBody guildCreate(GuildView view) {
        return json -> GuildJson.writeCreate(json, view);
    }

    /// CHANNEL_CREATE of a direct-message channel, as `selfId` sees it; for people only.
    public static JsonBody directChannelCreate(GuildView view, UserId selfId) {
        List<User> recipients =
                view.members().stream()
                        .map(Member::user)
                        .filter(user -> !user.id().equals(selfId))
                        .toList();
        return json -> ChannelJson.writeDirect(json, view.channels().getFirst(), recipients);
    }

    /// RESUMED. discord.py does not survive a null here.
    public static JsonBody resumed() {
        return json -> {
            json.writeStartObject();
            json.writeEndObject();
        };
    }

    /// GUILD_DELETE. `unavailable` false: the user is no longer in it.
    public static JsonBody guildDelete(GuildId guildId, boolean unavailable) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("id", guildId.toString());
            if (unavailable) {
                json.writeBooleanField("unavailable", true);
            }
            json.writeEndObject();
        };
    }

    /// GUILD_ROLE_CREATE and GUILD_ROLE_UPDATE.
    public static JsonBody role(GuildId guildId, Role role) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("guild_id", guildId.toString());
            json.writeFieldName("role");
            RoleJson.write(json, role);
            json.writeEndObject();
        };
    }

    /// GUILD_ROLE_DELETE.
    public static JsonBody roleDelete(GuildId guildId, RoleId roleId) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("guild_id", guildId.toString());
            json.writeStringField("role_id", roleId.toString());
            json.writeEndObject();
        };
    }

    /// GUILD_MEMBER_REMOVE, GUILD_BAN_ADD and GUILD_BAN_REMOVE.
    public static JsonBody userInGuild(GuildId guildId, User user) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("guild_id", guildId.toString());
            json.writeFieldName("user");
            UserJson.write(json, user);
            json.writeEndObject();
        };
    }

    /// MESSAGE_DELETE.
    public static JsonBody messageDelete(
            @Nullable GuildId guildId, ChannelId channelId, MessageId messageId) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("id", messageId.toString());
            json.writeStringField("channel_id", channelId.toString());
            guild(json, guildId);
            json.writeEndObject();
        };
    }

    /// MESSAGE_DELETE_BULK.
    public static JsonBody messageDeleteBulk(
            @Nullable GuildId guildId, ChannelId channelId, List<MessageId> messageIds) {
        return json -> {
            json.writeStartObject();
            Json.ids(json, "ids", messageIds);
            json.writeStringField("channel_id", channelId.toString());
            guild(json, guildId);
            json.writeEndObject();
        };
    }

    /// CHANNEL_PINS_UPDATE. `lastPinAtMs` null: nothing is pinned.
    public static JsonBody pinsUpdate(
            @Nullable GuildId guildId, ChannelId channelId, @Nullable Long lastPinAtMs) {
        return json -> {
            json.writeStartObject();
            guild(json, guildId);
            json.writeStringField("channel_id", channelId.toString());
            Json.timestampOrNull(json, "last_pin_timestamp", lastPinAtMs);
            json.writeEndObject();
        };
    }

    /// MESSAGE_REACTION_ADD.
    public static JsonBody reactionAdd(@Nullable GuildId guildId, Event.ReactionAdded event) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("user_id", event.userId().toString());
            reacted(json, guildId, event.channelId(), event.messageId());
            emoji(json, event.emoji());
            if (event.member() != null && guildId != null) {
                json.writeFieldName("member");
                MemberJson.write(json, event.member());
            }
            json.writeStringField("message_author_id", event.messageAuthorId().toString());
            json.writeBooleanField("burst", false);
            json.writeNumberField("type", 0);
            json.writeEndObject();
        };
    }

    /// MESSAGE_REACTION_REMOVE.
    public static JsonBody reactionRemove(@Nullable GuildId guildId, Event.ReactionRemoved event) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("user_id", event.userId().toString());
            reacted(json, guildId, event.channelId(), event.messageId());
            emoji(json, event.emoji());
            json.writeBooleanField("burst", false);
            json.writeNumberField("type", 0);
            json.writeEndObject();
        };
    }

    /// MESSAGE_REACTION_REMOVE_ALL, or with an emoji MESSAGE_REACTION_REMOVE_EMOJI.
    public static JsonBody reactionsCleared(
            @Nullable GuildId guildId, Event.ReactionsCleared event) {
        return json -> {
            json.writeStartObject();
            reacted(json, guildId, event.channelId(), event.messageId());
            if (event.emoji() != null) {
                emoji(json, event.emoji());
            }
            json.writeEndObject();
        };
    }

    /// TYPING_START. Its timestamp is in seconds.
    public static JsonBody typingStart(
            @Nullable GuildId guildId, ChannelId channelId, Member member, long atMs) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("channel_id", channelId.toString());
            guild(json, guildId);
            json.writeStringField("user_id", member.user().id().toString());
            json.writeNumberField("timestamp", atMs / 1000);
            if (guildId != null) {
                json.writeFieldName("member");
                MemberJson.write(json, member);
            }
            json.writeEndObject();
        };
    }

    /// VOICE_SERVER_UPDATE. This system carries no media: the endpoint is null, which says that
    /// there is no server (yet).
    public static JsonBody voiceServerUpdate(GuildId guildId, String token) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("token", token);
            json.writeStringField("guild_id", guildId.toString());
            json.writeNullField("endpoint");
            json.writeEndObject();
        };
    }

    private static void guild(JsonGenerator json, @Nullable GuildId guildId) throws IOException {
        if (guildId != null) {
            json.writeStringField("guild_id", guildId.toString());
        }
    }

    private static void reacted(
            JsonGenerator json, @Nullable GuildId guildId, ChannelId channelId, MessageId messageId)
            throws IOException {
        json.writeStringField("channel_id", channelId.toString());
        json.writeStringField("message_id", messageId.toString());
        guild(json, guildId);
    }

    private static void emoji(JsonGenerator json, Emoji emoji) throws IOException {
        json.writeFieldName("emoji");
        EmojiJson.write(json, emoji);
    }
}
