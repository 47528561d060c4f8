package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.id.ChannelId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Channels as they begin.
final class Channels {

    private Channels() {}

    /// A channel with nothing set but its place.
    static Channel plain(
            ChannelId id,
            ChannelType type,
            String name,
            int position,
            @Nullable ChannelId parentId) {
        return new Channel(
                id,
                type,
                name,
                position,
                parentId,
                null,
                false,
                0,
                ChannelRules.DEFAULT_BITRATE,
                0,
                List.of(),
                null,
                null);
    }
}
