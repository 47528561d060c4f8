package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.Overwrite;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.VoiceState;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.permission.Permission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Channels and categories: made, changed, deleted.
final class ChannelDecider {

    private ChannelDecider() {}

    /// In a category, its MANAGE_CHANNELS counts; otherwise the guild's.
    static Decision create(Request request, Command.CreateChannel create) {
        GuildState state = request.state();
        Channel parent = create.parentId() == null ? null : state.channel(create.parentId());
        long held = parent == null ? request.permissions() : request.permissions(parent);
        if (!Permission.MANAGE_CHANNELS.in(held)) {
            return Decisions.reject(Reason.MISSING_PERMISSIONS);
        }
        FieldErrors errors = new FieldErrors();
        ChannelRules.checkType("type", create.type(), errors);
        ChannelRules.checkName("name", create.name(), errors);
        ChannelRules.checkTopic(create.topic(), errors);
        ChannelRules.checkNumbers(
                create.position(),
                create.slowModeSeconds(),
                create.bitrate(),
                create.userLimit(),
                errors);
        if (create.parentId() != null) {
            ChannelRules.checkParent("parent_id", create.type(), parent, state.channels(), errors);
        }
        Rejection refusal = errors.rejection();
        if (refusal == null && !create.overwrites().isEmpty()) {
            refusal =
                    OverwriteRules.check(
                            request, held | request.permissions(), List.of(), create.overwrites());
        }
        if (refusal != null) {
            return Decisions.reject(refusal);
        }
        if (state.channels().size() >= ChannelRules.MAX_CHANNELS) {
            return Decisions.reject(Reason.MAX_CHANNELS);
        }
        return Decisions.accept(new Event.ChannelCreated(created(request, create)));
    }

    static Decision update(Request request, Command.UpdateChannel update) {
        Channel channel = request.state().channel(update.channelId());
        if (channel == null) {
            return Decisions.reject(Reason.UNKNOWN_CHANNEL);
        }
        Rejection refusal = request.refusal(channel, Permission.MANAGE_CHANNELS);
        if (refusal == null) {
            refusal = checkFields(request, channel, update);
        }
        if (refusal == null && update.overwrites() != null) {
            refusal = checkOverwrites(request, channel, update.overwrites());
        }
        if (refusal != null) {
            return Decisions.reject(refusal);
        }
        return Decisions.accept(new Event.ChannelUpdated(updated(channel, update)));
    }

    /// Whoever is in its voice is out; a category's channels stay, without a parent.
    static Decision delete(Request request, Command.DeleteChannel delete) {
        GuildState state = request.state();
        Channel channel = state.channel(delete.channelId());
        if (channel == null) {
            return Decisions.reject(Reason.UNKNOWN_CHANNEL);
        }
        Rejection refusal = request.refusal(channel, Permission.MANAGE_CHANNELS);
        if (refusal != null) {
            return Decisions.reject(refusal);
        }
        List<Event> events = new ArrayList<>();
        for (UserId userId : state.voice.usersIn(channel.id())) {
            VoiceState was = state.voice.find(userId);
            if (was != null) {
                events.add(Sessions.leftVoice(was, state.member(userId)));
            }
        }
        events.add(new Event.ChannelDeleted(channel));
        for (Channel child : state.channels()) {
            if (channel.id().equals(child.parentId())) {
                events.add(new Event.ChannelUpdated(child.withParent(null)));
            }
        }
        if (channel.id().equals(request.guild().systemChannelId())) {
            events.add(new Event.GuildUpdated(withoutSystemChannel(request.guild())));
        }
        return Decisions.accept(events);
    }

    private static @Nullable Rejection checkFields(
            Request request, Channel channel, Command.UpdateChannel update) {
        FieldErrors errors = new FieldErrors();
        ChannelRules.checkName("name", update.name(), errors);
        ChannelRules.checkTopic(Patches.of(update.topic(), null), errors);
        ChannelRules.checkNumbers(
                update.position(),
                update.slowModeSeconds(),
                update.bitrate(),
                update.userLimit(),
                errors);
        ChannelId parentId = Patches.of(update.parentId(), channel.parentId());
        if (parentId != null && !Objects.equals(parentId, channel.parentId())) {
            Collection<Channel> channels = request.state().channels();
            Channel parent = request.state().channel(parentId);
            ChannelRules.checkParent("parent_id", channel.type(), parent, channels, errors);
        }
        return errors.rejection();
    }

    private static @Nullable Rejection checkOverwrites(
            Request request, Channel channel, List<Overwrite> wanted) {
        if (wanted.equals(channel.overwrites())) {
            return null;
        }
        return request.may(channel, Permission.MANAGE_ROLES)
                ? OverwriteRules.check(
                        request, request.grantable(channel), channel.overwrites(), wanted)
                : Rejection.of(Reason.MISSING_PERMISSIONS);
    }

    private static Channel created(Request request, Command.CreateChannel create) {
        Collection<Channel> channels = request.state().channels();
        return new Channel(
                new ChannelId(request.newId()),
                create.type(),
                create.name().strip(),
                create.position() == null
                        ? ChannelRules.nextPosition(channels, create.type(), create.parentId())
                        : create.position(),
                create.parentId(),
                create.topic(),
                create.nsfw(),
                create.slowModeSeconds(),
                create.bitrate() == null ? ChannelRules.DEFAULT_BITRATE : create.bitrate(),
                create.userLimit(),
                known(create.overwrites()),
                null,
                null);
    }

    private static Channel updated(Channel channel, Command.UpdateChannel update) {
        return new Channel(
                channel.id(),
                channel.type(),
                update.name() == null ? channel.name() : update.name().strip(),
                update.position() == null ? channel.position() : update.position(),
                Patches.of(update.parentId(), channel.parentId()),
                Patches.of(update.topic(), channel.topic()),
                update.nsfw() == null ? channel.nsfw() : update.nsfw(),
                update.slowModeSeconds() == null
                        ? channel.slowModeSeconds()
                        : update.slowModeSeconds(),
                update.bitrate() == null ? channel.bitrate() : update.bitrate(),
                update.userLimit() == null ? channel.userLimit() : update.userLimit(),
                update.overwrites() == null ? channel.overwrites() : known(update.overwrites()),
                channel.lastMessageId(),
                channel.lastPinAtMs());
    }

    private static List<Overwrite> known(List<Overwrite> overwrites) {
        return overwrites.stream().map(OverwriteRules::known).toList();
    }

    private static Guild withoutSystemChannel(Guild guild) {
        return new Guild(
                guild.id(),
                guild.kind(),
                guild.name(),
                guild.icon(),
                guild.description(),
                guild.ownerId(),
                null,
                guild.afkTimeoutSeconds());
    }
}
