package dev.guildhall.common.guild;

import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A read of a guild, made with the actor's permissions, answered off the loop.
public sealed interface Query {

    /// A page of a channel, newest first whatever the anchor. `limit` is 1 to 100.
    record ListMessages(ChannelId channelId, Anchor anchor, @Nullable MessageId anchorId, int limit)
            implements Query {}

    /// Where a page lies. LATEST has no anchor id; AROUND holds the anchor in its middle.
    enum Anchor {
        LATEST,
        BEFORE,
        AFTER,
        AROUND
    }

    record GetMessage(ChannelId channelId, MessageId messageId) implements Query {}

    /// Pinned messages, the newest pin first. `beforeMs` null: from the newest.
    record ListPins(ChannelId channelId, @Nullable Long beforeMs, int limit) implements Query {}

    record ListReactors(
            ChannelId channelId,
            MessageId messageId,
            Emoji emoji,
            @Nullable UserId after,
            int limit)
            implements Query {}

    /// The guild with all roles and the channels that the actor may see.
    record GetGuild() implements Query {}

    record GetMembers(List<UserId> userIds) implements Query {}

    /// Members by growing user id. `limit` is 1 to 1,000.
    record ListMembers(@Nullable UserId after, int limit) implements Query {}

    /// Members whose username, global name or nick starts with `prefix`, case aside.
    record SearchMembers(String prefix, int limit) implements Query {}

    record ListBans(@Nullable UserId after, int limit) implements Query {}
}
