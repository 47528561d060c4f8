package dev.guildhall.common.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.id.GuildId;
import java.io.IOException;
import java.util.List;

/// A guild object. What this system does not have is there with the value that says so. Source:
/// <https://discord.com/developers/docs/resources/guild#guild-object>
public final class GuildJson {

    private static final int MAX_MEMBERS = 10_000_000;

    private GuildJson() {}

    /// A guild as GUILD_UPDATE and the HTTP API have it.
    public static void write(JsonGenerator json, Guild guild, List<Role> roles) throws IOException {
        json.writeStartObject();
        fields(json, guild, roles);
        json.writeEndObject();
    }

    /// The same with `approximate_member_count` and `approximate_presence_count`.
    public static void writeWithCounts(JsonGenerator json, GuildView view) throws IOException {
        json.writeStartObject();
        fields(json, view.guild(), view.roles());
        json.writeNumberField("approximate_member_count", view.memberCount());
        json.writeNumberField("approximate_presence_count", view.onlineCount());
        json.writeEndObject();
    }

    /// A guild as GUILD_CREATE has it.
    public static void writeCreate(JsonGenerator json, GuildView view) throws IOException {
        GuildId id = view.guild().id();
        json.writeStartObject();
        fields(json, view.guild(), view.roles());
        Json.timestamp(json, "joined_at", view.self().joinedAtMs());
        json.writeBooleanField("large", view.large());
        json.writeBooleanField("unavailable", false);
        json.writeNumberField("member_count", view.memberCount());
        Json.list(json, "voice_states", view.voiceStates(), VoiceStateJson::writeInGuild);
        Json.list(json, "members", view.members(), MemberJson::write);
        Json.list(json, "channels", view.channels(), (g, c) -> ChannelJson.write(g, id, c));
        Json.empty(json, "threads");
        Json.list(json, "presences", view.presences(), (g, p) -> PresenceJson.write(g, id, p));
        Json.empty(json, "stage_instances");
        Json.empty(json, "guild_scheduled_events");
        Json.empty(json, "soundboard_sounds");
        json.writeEndObject();
    }

    /// A guild that is not there: in READY, and in GUILD_DELETE when it cannot be reached.
    public static void writeUnavailable(JsonGenerator json, GuildId guildId) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", guildId.toString());
        json.writeBooleanField("unavailable", true);
        json.writeEndObject();
    }

    private static void fields(JsonGenerator json, Guild guild, List<Role> roles)
            throws IOException {
        json.writeStringField("id", guild.id().toString());
        json.writeStringField("name", guild.name());
        Json.text(json, "icon", guild.icon());
        Json.text(json, "description", guild.description());
        json.writeStringField("owner_id", guild.ownerId().toString());
        json.writeNumberField("afk_timeout", guild.afkTimeoutSeconds());
        Json.idOrNull(json, "system_channel_id", guild.systemChannelId());
        Json.list(json, "roles", roles, RoleJson::write);
        Json.empty(json, "emojis");
        Json.empty(json, "stickers");
        Json.empty(json, "features");
        levels(json);
        limits(json);
        absent(json);
    }

    private static void levels(JsonGenerator json) throws IOException {
        json.writeNumberField("verification_level", 0);
        json.writeNumberField("default_message_notifications", 0);
        json.writeNumberField("explicit_content_filter", 0);
        json.writeNumberField("mfa_level", 0);
        json.writeNumberField("nsfw_level", 0);
        json.writeBooleanField("nsfw", false);
        json.writeNumberField("premium_tier", 0);
        json.writeNumberField("premium_subscription_count", 0);
        json.writeBooleanField("premium_progress_bar_enabled", false);
        json.writeNumberField("system_channel_flags", 0);
        json.writeStringField("preferred_locale", "en-US");
        json.writeBooleanField("widget_enabled", false);
    }

    private static void limits(JsonGenerator json) throws IOException {
        json.writeNumberField("max_members", MAX_MEMBERS);
        json.writeNullField("max_presences");
        json.writeNumberField("max_video_channel_users", 25);
        json.writeNumberField("max_stage_video_channel_users", 50);
    }

    private static void absent(JsonGenerator json) throws IOException {
        json.writeNullField("splash");
        json.writeNullField("discovery_splash");
        json.writeNullField("banner");
        json.writeNullField("region");
        json.writeNullField("afk_channel_id");
        json.writeNullField("widget_channel_id");
        json.writeNullField("application_id");
        json.writeNullField("rules_channel_id");
        json.writeNullField("public_updates_channel_id");
        json.writeNullField("safety_alerts_channel_id");
        json.writeNullField("vanity_url_code");
        json.writeNullField("hub_type");
        json.writeNullField("incidents_data");
    }
}
