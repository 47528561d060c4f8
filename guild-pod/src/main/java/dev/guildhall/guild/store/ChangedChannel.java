package dev.guildhall.guild.store;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.id.ChannelId;
import org.jspecify.annotations.Nullable;

/// Which channel's messages, as they are read, an event changes.
public final class ChangedChannel {

    private ChangedChannel() {}

    /// Null when no page of any channel looks different after the event.
    public static @Nullable ChannelId of(Event.Durable event) {
        return switch (event) {
            case Event.MessageCreated e -> e.message().channelId();
            case Event.MessageUpdated e -> e.message().channelId();
            case Event.MessagePinChanged e -> e.message().channelId();
            case Event.MessageDeleted e -> e.channelId();
            case Event.MessagesBulkDeleted e -> e.channelId();
            case Event.ReactionAdded e -> e.channelId();
            case Event.ReactionRemoved e -> e.channelId();
            case Event.ReactionsCleared e -> e.channelId();
            case Event.ChannelDeleted e -> e.channel().id();
            case Event.GuildCreated _,
                    Event.GuildUpdated _,
                    Event.ChannelCreated _,
                    Event.ChannelUpdated _,
                    Event.RoleCreated _,
                    Event.RoleUpdated _,
                    Event.RoleDeleted _,
                    Event.MemberJoined _,
                    Event.MemberUpdated _,
                    Event.MemberLeft _,
                    Event.BanAdded _,
                    Event.BanRemoved _ ->
                    null;
        };
    }
}
