package dev.guildhall.common.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.id.GuildId;
import java.io.IOException;

/// A guild member object. Source:
/// <https://discord.com/developers/docs/resources/guild#guild-member-object>
public final class MemberJson {

    private MemberJson() {}

    /// A member with its user.
    public static void write(JsonGenerator json, Member member) throws IOException {
        json.writeStartObject();
        withUser(json, member);
        json.writeEndObject();
    }

    /// A member with its user and its guild: GUILD_MEMBER_ADD and GUILD_MEMBER_UPDATE.
    public static void writeInGuild(JsonGenerator json, GuildId guildId, Member member)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("guild_id", guildId.toString());
        withUser(json, member);
        json.writeEndObject();
    }

    /// A member without its user, which stands beside it: messages.
    public static void writeWithoutUser(JsonGenerator json, Member member) throws IOException {
        json.writeStartObject();
        fields(json, member);
        json.writeEndObject();
    }

    private static void withUser(JsonGenerator json, Member member) throws IOException {
        json.writeFieldName("user");
        UserJson.write(json, member.user());
        fields(json, member);
    }

    private static void fields(JsonGenerator json, Member member) throws IOException {
        Json.text(json, "nick", member.nick());
        json.writeNullField("avatar");
        json.writeNullField("banner");
        Json.ids(json, "roles", member.roleIds());
        Json.timestamp(json, "joined_at", member.joinedAtMs());
        json.writeNullField("premium_since");
        json.writeBooleanField("deaf", member.deaf());
        json.writeBooleanField("mute", member.mute());
        json.writeNumberField("flags", 0);
        json.writeBooleanField("pending", false);
        Json.timestampOrNull(json, "communication_disabled_until", member.timedOutUntilMs());
        json.writeNullField("avatar_decoration_data");
        json.writeNullField("collectibles");
    }
}
