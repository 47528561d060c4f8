package dev.guildhall.guild.store.content;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.RecentNonce;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The events that make a guild what its records say. The same records give the same events.
///
/// The first head makes the guild; a later one changes what is different, and puts the channels'
/// last messages and pins, which the messages have moved meanwhile.
final class ContentEvents {

    private final Map<ChannelId, Long> lastIds = new HashMap<>();
    private final Set<MessageId> nonces = new HashSet<>();
    private @Nullable GuildHead head;

    void of(ContentRecord item, Consumer<Event.Durable> to) {
        switch (item) {
            case ContentRecord.Head r -> head(r.head(), to);
            case ContentRecord.MemberPut r -> to.accept(new Event.MemberJoined(r.member()));
            case ContentRecord.MemberGone r -> to.accept(new Event.MemberLeft(nobody(r.userId())));
            case ContentRecord.FormerMember r -> to.accept(new Event.MemberLeft(r.user()));
            case ContentRecord.BanPut r ->
                    to.accept(new Event.BanAdded(r.ban().user(), r.ban().reason()));
            case ContentRecord.BanGone r -> to.accept(new Event.BanRemoved(nobody(r.userId())));
            case ContentRecord.MessagePut r -> message(r.message(), to);
            case ContentRecord.MessageGone r ->
                    to.accept(new Event.MessageDeleted(r.channelId(), r.messageId()));
            case ContentRecord.ChannelGone r -> channelGone(r.channelId(), to);
        }
    }

    /// Where only the id matters.
    private static User nobody(UserId userId) {
        return new User(userId, "unknown", null, null, false);
    }

    private void head(GuildHead next, Consumer<Event.Durable> to) {
        GuildHead before = head;
        head = next;
        next.recentNonces().stream().map(RecentNonce::messageId).forEach(nonces::add);
        if (before == null) {
            to.accept(
                    new Event.GuildCreated(next.guild(), next.roles(), next.channels(), List.of()));
            return;
        }
        if (!before.guild().equals(next.guild())) {
            to.accept(new Event.GuildUpdated(next.guild()));
        }
        roles(before, next, to);
        channels(before, next, to);
    }

    private static void roles(GuildHead before, GuildHead next, Consumer<Event.Durable> to) {
        Map<RoleId, Role> known = new HashMap<>();
        before.roles().forEach(role -> known.put(role.id(), role));
        for (Role role : next.roles()) {
            Role old = known.remove(role.id());
            if (old == null) {
                to.accept(new Event.RoleCreated(role));
            } else if (!old.equals(role)) {
                to.accept(new Event.RoleUpdated(role));
            }
        }
        known.keySet().stream().sorted().map(Event.RoleDeleted::new).forEach(to);
    }

    private static void channels(GuildHead before, GuildHead next, Consumer<Event.Durable> to) {
        Set<ChannelId> kept = new HashSet<>();
        next.channels().forEach(channel -> kept.add(channel.id()));
        before.channels().stream()
                .filter(channel -> !kept.contains(channel.id()))
                .map(Event.ChannelDeleted::new)
                .forEach(to);
        Set<ChannelId> known = new HashSet<>();
        before.channels().forEach(channel -> known.add(channel.id()));
        for (Channel channel : next.channels()) {
            to.accept(
                    known.contains(channel.id())
                            ? new Event.ChannelUpdated(channel)
                            : new Event.ChannelCreated(channel));
        }
    }

    /// The head that follows is without the channel; its messages are read by nobody until then.
    private void channelGone(ChannelId channelId, Consumer<Event.Durable> to) {
        GuildHead now = head;
        if (now == null) {
            throw new IllegalStateException("a guild's first record is its head");
        }
        now.channels().stream()
                .filter(channel -> channel.id().equals(channelId))
                .findFirst()
                .map(Event.ChannelDeleted::new)
                .ifPresent(to);
    }

    private void message(StoredMessage stored, Consumer<Event.Durable> to) {
        Message message = stored.message();
        long id = message.id().value();
        if (id <= lastIds.getOrDefault(message.channelId(), 0L)) {
            to.accept(new Event.MessageDeleted(message.channelId(), message.id())); // a correction
        } else {
            lastIds.put(message.channelId(), id);
        }
        to.accept(new Event.MessageCreated(message, null, nonces.contains(message.id())));
        if (stored.pinnedAtMs() != null) {
            to.accept(new Event.MessagePinChanged(message, true, stored.pinnedAtMs()));
        }
        for (StoredMessage.Reactors each : stored.reactors()) {
            for (UserId userId : each.userIds()) {
                to.accept(
                        new Event.ReactionAdded(
                                message.channelId(),
                                message.id(),
                                message.author().id(),
                                userId,
                                null,
                                each.emoji()));
            }
        }
    }
}
