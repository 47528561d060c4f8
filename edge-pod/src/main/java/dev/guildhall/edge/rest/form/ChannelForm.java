package dev.guildhall.edge.rest.form;

import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Command.CreateChannel;
import dev.guildhall.common.guild.Command.InitialChannel;
import dev.guildhall.common.guild.Command.UpdateChannel;
import dev.guildhall.common.guild.Overwrite;
import dev.guildhall.common.id.ChannelId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Channels to make or change. Source:
/// <https://discord.com/developers/docs/resources/guild#create-guild-channel>
public final class ChannelForm {

    private static final int MAX_NAME = 100;
    private static final int MAX_TOPIC = 1024;
    private static final int MAX_SLOW_MODE_SECONDS = 21_600;
    private static final int MIN_BITRATE = 8000;
    private static final int MAX_BITRATE = 384_000;
    private static final int MAX_USERS = 99;
    private static final int MAX_POSITION = 10_000;
    private static final int MAX_OVERWRITES = 1000;
    private static final int MAX_INITIAL = 500;

    private ChannelForm() {}

    public static CreateChannel create(Form form) {
        Integer slowMode = form.integer("rate_limit_per_user", 0, MAX_SLOW_MODE_SECONDS);
        Long parentId = form.snowflake("parent_id");
        return new CreateChannel(
                type(form),
                form.requiredText("name", 1, MAX_NAME),
                form.integer("position", 0, MAX_POSITION),
                parentId == null ? null : new ChannelId(parentId),
                form.text("topic", 0, MAX_TOPIC),
                form.flag("nsfw", false),
                slowMode == null ? 0 : slowMode,
                form.integer("bitrate", MIN_BITRATE, MAX_BITRATE),
                form.integer("user_limit", 0, MAX_USERS, 0),
                overwrites(form));
    }

    public static UpdateChannel update(Form form, ChannelId channelId) {
        return new UpdateChannel(
                channelId,
                form.text("name", 1, MAX_NAME),
                form.integer("position", 0, MAX_POSITION),
                Patches.id(form, "parent_id", ChannelId::new),
                Patches.text(form, "topic", MAX_TOPIC),
                form.flag("nsfw"),
                form.integer("rate_limit_per_user", 0, MAX_SLOW_MODE_SECONDS),
                form.integer("bitrate", MIN_BITRATE, MAX_BITRATE),
                form.integer("user_limit", 0, MAX_USERS),
                form.has("permission_overwrites") ? overwrites(form) : null);
    }

    /// A move of one channel: position and parent only.
    public static UpdateChannel move(Form form) {
        return new UpdateChannel(
                new ChannelId(form.requiredSnowflake("id")),
                null,
                form.integer("position", 0, MAX_POSITION),
                Patches.id(form, "parent_id", ChannelId::new),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /// The channels that a new guild starts with; `id` and `parent_id` are placeholders that the
    /// client chose.
    public static List<InitialChannel> initial(Form form, String name) {
        List<InitialChannel> channels = new ArrayList<>();
        Map<Long, String> categories = new HashMap<>();
        for (Form each : form.objects(name, MAX_INITIAL)) {
            ChannelType type = type(each);
            String channelName = each.requiredText("name", 1, MAX_NAME);
            Long id = each.snowflake("id");
            Long parentId = each.snowflake("parent_id");
            if (type == ChannelType.CATEGORY && id != null) {
                categories.put(id, channelName);
            }
            channels.add(new InitialChannel(type, channelName, categories.get(parentId)));
        }
        return channels;
    }

    /// One overwrite, of role or member `id`.
    public static Overwrite overwrite(Form form, long id) {
        int type = form.integer("type", 0, 1, 0);
        return new Overwrite(
                id,
                type == 0 ? Overwrite.Target.ROLE : Overwrite.Target.MEMBER,
                permissions(form, "allow"),
                permissions(form, "deny"));
    }

    private static List<Overwrite> overwrites(Form form) {
        List<Overwrite> overwrites = new ArrayList<>();
        for (Form each : form.objects("permission_overwrites", MAX_OVERWRITES)) {
            overwrites.add(overwrite(each, each.requiredSnowflake("id")));
        }
        return overwrites;
    }

    private static long permissions(Form form, String name) {
        Long bits = form.number(name, 0, Long.MAX_VALUE);
        return bits == null ? 0 : bits;
    }

    private static ChannelType type(Form form) {
        Integer type = form.integer("type", 0, Integer.MAX_VALUE);
        return switch (type == null ? 0 : type) {
            case 0 -> ChannelType.TEXT;
            case 2 -> ChannelType.VOICE;
            case 4 -> ChannelType.CATEGORY;
            case 5 -> ChannelType.ANNOUNCEMENT;
            default -> {
                FormErrors.notOneOf(form, "type", "0, 2, 4, 5");
                yield ChannelType.TEXT;
            }
        };
    }
}
