package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.id.ChannelId;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What holds for channels' fields and for where channels lie.
///
/// Source: <https://discord.com/developers/docs/resources/guild#create-guild-channel>
final class ChannelRules {

    static final int MAX_CHANNELS = 500;
    static final int MAX_CHILDREN = 50;
    static final int DEFAULT_BITRATE = 64_000;

    private static final int MAX_NAME = 100;
    private static final int MAX_TOPIC = 1_024;
    private static final int MAX_SLOW_MODE_SECONDS = 21_600;
    private static final int MIN_BITRATE = 8_000;
    private static final int MAX_BITRATE = 96_000;
    private static final int MAX_USER_LIMIT = 99;

    private ChannelRules() {}

    static void checkType(String path, ChannelType type, FieldErrors errors) {
        if (type == ChannelType.DM) {
            errors.add(path, "BASE_TYPE_CHOICES", "Value must be one of (0, 2, 4, 5).");
        }
    }

    static void checkName(String path, @Nullable String name, FieldErrors errors) {
        errors.length(path, name == null ? null : name.strip(), 1, MAX_NAME);
    }

    static void checkTopic(@Nullable String topic, FieldErrors errors) {
        errors.maxLength("topic", topic, MAX_TOPIC);
    }

    static void checkNumbers(
            @Nullable Integer position,
            @Nullable Integer slowModeSeconds,
            @Nullable Integer bitrate,
            @Nullable Integer userLimit,
            FieldErrors errors) {
        errors.range("position", position, 0, Integer.MAX_VALUE);
        errors.range("rate_limit_per_user", slowModeSeconds, 0, MAX_SLOW_MODE_SECONDS);
        errors.range("bitrate", bitrate, MIN_BITRATE, MAX_BITRATE);
        errors.range("user_limit", userLimit, 0, MAX_USER_LIMIT);
    }

    /// `parent` (null: there is none with that id) can take one more channel of `type`; `others`
    /// are the channels that are there already, without the one that moves.
    static void checkParent(
            String path,
            ChannelType type,
            @Nullable Channel parent,
            Collection<Channel> others,
            FieldErrors errors) {
        if (parent == null) {
            errors.add(path, "CHANNEL_PARENT_INVALID", "Category does not exist");
        } else if (parent.type() != ChannelType.CATEGORY) {
            errors.add(path, "CHANNEL_PARENT_INVALID_TYPE", "Not a category");
        } else if (type == ChannelType.CATEGORY) {
            errors.add(path, "CHANNEL_PARENT_INVALID_TYPE", "A category cannot be in a category");
        } else if (children(others, parent.id()) >= MAX_CHILDREN) {
            errors.add(
                    path,
                    "CHANNEL_PARENT_MAX_CHANNELS",
                    "Maximum number of channels in category reached (50)");
        }
    }

    /// The place after all channels of the same kind under the same parent. Clients sort text and
    /// announcement channels, voice channels and categories each by themselves.
    static int nextPosition(
            Collection<Channel> channels, ChannelType type, @Nullable ChannelId parentId) {
        int next = 0;
        for (Channel channel : channels) {
            if (sortedWith(channel.type(), type) && Objects.equals(channel.parentId(), parentId)) {
                next = Math.max(next, channel.position() + 1);
            }
        }
        return next;
    }

    private static long children(Collection<Channel> channels, ChannelId parentId) {
        return channels.stream().filter(channel -> parentId.equals(channel.parentId())).count();
    }

    private static boolean sortedWith(ChannelType a, ChannelType b) {
        return a == b || (isText(a) && isText(b));
    }

    private static boolean isText(ChannelType type) {
        return type == ChannelType.TEXT || type == ChannelType.ANNOUNCEMENT;
    }
}
