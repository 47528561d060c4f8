package dev.guildhall.common.guild;

import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A channel or category.
///
/// `slowModeSeconds` is 0 to 21,600; `bitrate` (bits/s) and `userLimit` (0: none) matter for voice
/// only. `lastMessageId` and `lastPinAtMs` move with messages and pins, not with channel updates.
public record Channel(
        ChannelId id,
        ChannelType type,
        String name,
        int position,
        @Nullable ChannelId parentId,
        @Nullable String topic,
        boolean nsfw,
        int slowModeSeconds,
        int bitrate,
        int userLimit,
        List<Overwrite> overwrites,
        @Nullable MessageId lastMessageId,
        @Nullable Long lastPinAtMs) {}
