package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.MessageType;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.RoleId;

/// What each event does to the state. Nothing here can fail or refuse: that was decided before.
final class EventApplier {

    private final GuildState state;

    EventApplier(GuildState state) {
        this.state = state;
    }

    void apply(Event event) {
        switch (event) {
            case Event.GuildCreated created -> guildCreated(created);
            case Event.GuildUpdated updated -> state.setGuild(updated.guild());
            case Event.ChannelCreated created -> putChannel(created.channel());
            case Event.ChannelUpdated updated -> putChannel(updated.channel());
            case Event.ChannelDeleted deleted -> {
                state.channels.remove(deleted.channel().id());
                state.pins.removeChannel(deleted.channel().id());
            }
            case Event.RoleCreated created -> state.roles.put(created.role().id(), created.role());
            case Event.RoleUpdated updated -> state.roles.put(updated.role().id(), updated.role());
            case Event.RoleDeleted deleted -> roleDeleted(deleted.roleId());
            case Event.MemberJoined joined ->
                    state.members.put(joined.member().user().id(), joined.member());
            case Event.MemberUpdated updated ->
                    state.members.put(updated.member().user().id(), updated.member());
            case Event.MemberLeft left -> {
                state.members.remove(left.user().id());
                state.sessions.removeUser(left.user().id());
                state.voice.remove(left.user().id());
            }
            case Event.BanAdded added ->
                    state.bans.put(added.user().id(), new Result.Ban(added.user(), added.reason()));
            case Event.BanRemoved removed -> state.bans.remove(removed.user().id());
            case Event.MessageCreated created -> messageCreated(created);
            case Event.MessageUpdated updated -> replaceMessage(updated.message());
            case Event.MessageDeleted deleted -> {
                state.messages.deleted(deleted.channelId(), deleted.messageId(), state.seq());
                state.pins.remove(deleted.channelId(), deleted.messageId());
            }
            case Event.MessagesBulkDeleted deleted ->
                    deleted.messageIds()
                            .forEach(id -> {
                                state.messages.deleted(deleted.channelId(), id, state.seq());
                                state.pins.remove(deleted.channelId(), id);
                            });
            case Event.MessagePinChanged pin -> pinChanged(pin);
            case Event.ReactionAdded added ->
                    state.messages.changed(
                            added.channelId(),
                            added.messageId(),
                            held -> held.addReaction(added.emoji(), added.userId()),
                            state.seq());
            case Event.ReactionRemoved removed ->
                    state.messages.changed(
                            removed.channelId(),
                            removed.messageId(),
                            held -> held.removeReaction(removed.emoji(), removed.userId()),
                            state.seq());
            case Event.ReactionsCleared cleared -> reactionsCleared(cleared);
            case Event.TypingStarted _ -> {}
            case Event.PresenceChanged changed -> state.sessions.show(changed.presence());
            case Event.VoiceStateChanged changed -> state.voice.set(changed.voiceState());
        }
    }

    private void guildCreated(Event.GuildCreated created) {
        state.setGuild(created.guild());
        created.roles().forEach(role -> state.roles.put(role.id(), role));
        created.channels().forEach(this::putChannel);
        created.members().forEach(member -> state.members.put(member.user().id(), member));
    }

    private void putChannel(Channel channel) {
        state.channels.put(channel.id(), channel);
    }

    private void roleDeleted(RoleId roleId) {
        state.roles.remove(roleId);
        state.channels.replaceAll((_, channel) -> channel.withoutRole(roleId));
    }

    private void messageCreated(Event.MessageCreated created) {
        Message message = created.message();
        ChannelId channelId = message.channelId();
        state.messages.created(channelId, message.id(), new HeldMessage(message), state.seq());
        if (created.nonceEnforced() && message.nonce() != null) {
            state.nonces.add(
                    new RecentNonce(
                            channelId, message.author().id(), message.nonce(), message.id()));
        }
        state.channels.computeIfPresent(
                channelId,
                (_, channel) -> channel.withActivity(message.id(), channel.lastPinAtMs()));
        Channel channel = state.channels.get(channelId);
        boolean sent = message.type() == MessageType.DEFAULT || message.type() == MessageType.REPLY;
        if (sent && channel != null && channel.slowModeSeconds() > 0) {
            state.slowModes.sent(channelId, message.author().id(), message.createdAtMs());
        }
    }

    private void replaceMessage(Message message) {
        state.messages.changed(
                message.channelId(), message.id(), held -> held.replace(message), state.seq());
    }

    private void pinChanged(Event.MessagePinChanged pin) {
        Message message = pin.message();
        replaceMessage(message);
        state.pins.set(message.channelId(), message.id(), pin.pinned());
        if (pin.pinned()) {
            state.channels.computeIfPresent(
                    message.channelId(),
                    (_, channel) -> channel.withActivity(channel.lastMessageId(), pin.atMs()));
        }
    }

    private void reactionsCleared(Event.ReactionsCleared cleared) {
        state.messages.changed(
                cleared.channelId(),
                cleared.messageId(),
                held -> {
                    if (cleared.emoji() == null) {
                        held.clearReactions();
                    } else {
                        held.clearReactions(cleared.emoji());
                    }
                },
                state.seq());
    }
}
