package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Overwrite;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.RoleId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Channels made, and copies of them with one part changed.
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

    static Channel withOverwrites(Channel c, List<Overwrite> overwrites) {
        return new Channel(
                c.id(),
                c.type(),
                c.name(),
                c.position(),
                c.parentId(),
                c.topic(),
                c.nsfw(),
                c.slowModeSeconds(),
                c.bitrate(),
                c.userLimit(),
                List.copyOf(overwrites),
                c.lastMessageId(),
                c.lastPinAtMs());
    }

    static Channel withParent(Channel c, @Nullable ChannelId parentId) {
        return new Channel(
                c.id(),
                c.type(),
                c.name(),
                c.position(),
                parentId,
                c.topic(),
                c.nsfw(),
                c.slowModeSeconds(),
                c.bitrate(),
                c.userLimit(),
                c.overwrites(),
                c.lastMessageId(),
                c.lastPinAtMs());
    }

    static Channel withActivity(
            Channel c, @Nullable MessageId lastMessageId, @Nullable Long lastPinAtMs) {
        return new Channel(
                c.id(),
                c.type(),
                c.name(),
                c.position(),
                c.parentId(),
                c.topic(),
                c.nsfw(),
                c.slowModeSeconds(),
                c.bitrate(),
                c.userLimit(),
                c.overwrites(),
                lastMessageId,
                lastPinAtMs);
    }

    /// The channel without the role's overwrite; the same object when it has none.
    static Channel withoutRole(Channel c, RoleId roleId) {
        for (Overwrite overwrite : c.overwrites()) {
            if (isFor(overwrite, Overwrite.Target.ROLE, roleId.value())) {
                return withOverwrites(
                        c,
                        c.overwrites().stream()
                                .filter(o -> !isFor(o, Overwrite.Target.ROLE, roleId.value()))
                                .toList());
            }
        }
        return c;
    }

    static boolean isFor(Overwrite overwrite, Overwrite.Target target, long id) {
        return overwrite.target() == target && overwrite.id() == id;
    }
}
