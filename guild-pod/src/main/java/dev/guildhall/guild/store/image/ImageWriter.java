package dev.guildhall.guild.store.image;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.RecentNonce;
import dev.guildhall.guild.store.LogEntry;
import org.jspecify.annotations.Nullable;

/// What each event does to a guild's image: the same as the core's apply does to its state. For one
/// thread and one batch.
final class ImageWriter {

    long seq;
    @Nullable Guild guild;
    SortedTree<RoleId, Role> roles;
    SortedTree<ChannelId, Channel> channels;
    SortedTree<UserId, Member> members;
    SortedTree<NameKey, UserId> names;
    SortedTree<UserId, Result.Ban> bans;
    SortedTree<PinnedMessage.Key, PinnedMessage> pins;
    NonceTable nonces;

    /// Of a guild that does not exist yet.
    ImageWriter() {
        roles = SortedTree.empty();
        channels = SortedTree.empty();
        members = SortedTree.empty();
        names = SortedTree.empty();
        bans = SortedTree.empty();
        pins = SortedTree.empty();
        nonces = NonceTable.empty();
    }

    ImageWriter(GuildImage from) {
        seq = from.seq;
        guild = from.guild;
        roles = from.roles;
        channels = from.channels;
        members = from.members;
        names = from.names;
        bans = from.bans;
        pins = from.pins;
        nonces = from.nonces;
    }

    void apply(LogEntry entry) {
        if (entry.seq() != seq + 1) {
            throw new IllegalArgumentException(
                    "applied seq " + entry.seq() + " where " + (seq + 1) + " comes next");
        }
        seq = entry.seq();
        apply(entry.event());
    }

    private void apply(Event.Durable event) {
        switch (event) {
            case Event.GuildCreated e -> created(e);
            case Event.GuildUpdated e -> guild = e.guild();
            case Event.ChannelCreated e -> put(e.channel());
            case Event.ChannelUpdated e -> put(e.channel());
            case Event.ChannelDeleted e -> deleted(e.channel().id());
            case Event.RoleCreated e -> put(e.role());
            case Event.RoleUpdated e -> put(e.role());
            case Event.RoleDeleted e -> deleted(e.roleId());
            case Event.MemberJoined e -> put(e.member());
            case Event.MemberUpdated e -> put(e.member());
            case Event.MemberLeft e -> left(e.user().id());
            case Event.BanAdded e ->
                    bans = bans.with(e.user().id(), new Result.Ban(e.user(), e.reason()));
            case Event.BanRemoved e -> bans = bans.without(e.user().id());
            case Event.MessageCreated e -> sent(e);
            case Event.MessageDeleted e -> unpin(e.channelId(), e.messageId());
            case Event.MessagesBulkDeleted e ->
                    e.messageIds().forEach(id -> unpin(e.channelId(), id));
            case Event.MessagePinChanged e -> pinChanged(e);
            case Event.MessageUpdated _,
                    Event.ReactionAdded _,
                    Event.ReactionRemoved _,
                    Event.ReactionsCleared _ -> {}
        }
    }

    private void created(Event.GuildCreated event) {
        guild = event.guild();
        event.roles().forEach(this::put);
        event.channels().forEach(this::put);
        event.members().forEach(this::put);
    }

    private void put(Role role) {
        roles = roles.with(role.id(), role);
    }

    private void put(Channel channel) {
        channels = channels.with(channel.id(), channel);
    }

    private void put(Member member) {
        UserId id = member.user().id();
        forgetNames(id);
        members = members.with(id, member);
        for (NameKey key : NameKey.of(member)) {
            names = names.with(key, id);
        }
    }

    private void left(UserId userId) {
        forgetNames(userId);
        members = members.without(userId);
    }

    private void forgetNames(UserId userId) {
        Member before = members.get(userId);
        if (before != null) {
            for (NameKey key : NameKey.of(before)) {
                names = names.without(key);
            }
        }
    }

    private void deleted(ChannelId channelId) {
        channels = channels.without(channelId);
        pins.from(
                new PinnedMessage.Key(channelId, new MessageId(Long.MIN_VALUE)),
                (key, _) -> {
                    boolean ofChannel = key.channelId().equals(channelId);
                    pins = ofChannel ? pins.without(key) : pins;
                    return ofChannel;
                });
    }

    private void deleted(RoleId roleId) {
        roles = roles.without(roleId);
        channels.forEach((id, channel) -> {
            Channel kept = channel.withoutRole(roleId);
            if (!kept.equals(channel)) {
                channels = channels.with(id, kept);
            }
        });
    }

    private void sent(Event.MessageCreated event) {
        Message message = event.message();
        Channel channel = channels.get(message.channelId());
        if (channel != null) {
            put(channel.withActivity(message.id(), channel.lastPinAtMs()));
        }
        String nonce = message.nonce();
        if (event.nonceEnforced() && nonce != null) {
            nonces =
                    nonces.with(
                            new RecentNonce(
                                    message.channelId(),
                                    message.author().id(),
                                    nonce,
                                    message.id()));
        }
    }

    private void pinChanged(Event.MessagePinChanged event) {
        ChannelId channelId = event.message().channelId();
        if (!event.pinned()) {
            unpin(channelId, event.message().id());
            return;
        }
        PinnedMessage pin = new PinnedMessage(channelId, event.message().id(), event.atMs());
        pins = pins.with(pin.key(), pin);
        Channel channel = channels.get(channelId);
        if (channel != null) {
            put(channel.withActivity(channel.lastMessageId(), event.atMs()));
        }
    }

    private void unpin(ChannelId channelId, MessageId messageId) {
        pins = pins.without(new PinnedMessage.Key(channelId, messageId));
    }
}
