package dev.guildhall.common.guild;

import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.RoleId;
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
        @Nullable Long lastPinAtMs) {

    /// The same channel with other overwrites.
    public Channel withOverwrites(List<Overwrite> others) {
        return with(parentId, List.copyOf(others), lastMessageId, lastPinAtMs);
    }

    /// The channel without the role's overwrite; the same object when it has none.
    public Channel withoutRole(RoleId roleId) {
        List<Overwrite> kept = overwrites.stream().filter(each -> !each.isFor(roleId)).toList();
        return kept.size() == overwrites.size() ? this : withOverwrites(kept);
    }

    /// The same channel in another category, or in none.
    public Channel withParent(@Nullable ChannelId other) {
        return with(other, overwrites, lastMessageId, lastPinAtMs);
    }

    /// The same channel with another last message and another time of its last pin.
    public Channel withActivity(@Nullable MessageId newMessageId, @Nullable Long newPinAtMs) {
        return with(parentId, overwrites, newMessageId, newPinAtMs);
    }

    private Channel with(
            @Nullable ChannelId newParentId,
            List<Overwrite> newOverwrites,
            @Nullable MessageId newMessageId,
            @Nullable Long newPinAtMs) {
        return new Channel(
                id,
                type,
                name,
                position,
                newParentId,
                topic,
                nsfw,
                slowModeSeconds,
                bitrate,
                userLimit,
                newOverwrites,
                newMessageId,
                newPinAtMs);
    }
}
