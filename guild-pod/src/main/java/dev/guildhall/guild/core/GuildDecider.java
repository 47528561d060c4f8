package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.permission.Permission;
import dev.guildhall.common.permission.Permissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The guild itself: how it begins, and what it says about itself.
final class GuildDecider {

    private static final int MAX_NAME = 100;
    private static final int MAX_DESCRIPTION = 300;
    private static final int DEFAULT_AFK_TIMEOUT_SECONDS = 300;
    private static final Set<Integer> AFK_TIMEOUTS_SECONDS = Set.of(60, 300, 900, 1800, 3600);

    private GuildDecider() {}

    /// Making a guild again that exists is done already, so that the asker may repeat it.
    static Decision create(
            @Nullable Guild existing, Command.CreateGuild create, DecisionContext context) {
        if (!context.actor().system()) {
            return Decisions.reject(Reason.MISSING_ACCESS);
        }
        if (existing != null) {
            return Decisions.NOTHING_TO_DO;
        }
        return create.guild().kind() == GuildKind.DIRECT
                ? Decisions.accept(direct(create, context))
                : community(create, context);
    }

    static Decision update(Request request, Command.UpdateGuild update) {
        if (!request.may(Permission.MANAGE_GUILD)) {
            return Decisions.reject(Reason.MISSING_PERMISSIONS);
        }
        Rejection refusal = checkFields(request, update);
        if (refusal == null && update.ownerId() != null) {
            refusal = checkNewOwner(request, update.ownerId());
        }
        if (refusal != null) {
            return Decisions.reject(refusal);
        }
        Guild guild = request.guild();
        Guild changed =
                new Guild(
                        guild.id(),
                        guild.kind(),
                        update.name() == null ? guild.name() : update.name(),
                        guild.icon(),
                        Patches.of(update.description(), guild.description()),
                        update.ownerId() == null ? guild.ownerId() : update.ownerId(),
                        Patches.of(update.systemChannelId(), guild.systemChannelId()),
                        guild.afkTimeoutSeconds());
        return Decisions.accept(new Event.GuildUpdated(changed));
    }

    private static @Nullable Rejection checkFields(Request request, Command.UpdateGuild update) {
        FieldErrors errors = new FieldErrors();
        errors.length("name", update.name(), 1, MAX_NAME);
        errors.maxLength("description", Patches.of(update.description(), null), MAX_DESCRIPTION);
        ChannelId systemChannelId = Patches.of(update.systemChannelId(), null);
        if (systemChannelId != null) {
            Channel channel = request.state().channel(systemChannelId);
            if (channel == null || channel.type() != ChannelType.TEXT) {
                errors.add(
                        "system_channel_id",
                        "BASE_TYPE_CHOICES",
                        "Must be a text channel of this guild");
            }
        }
        return errors.rejection();
    }

    /// Only the owner hands the guild over, and only to a person who is in it.
    private static @Nullable Rejection checkNewOwner(Request request, UserId ownerId) {
        if (!request.system() && !request.isOwner()) {
            return Rejection.of(Reason.MISSING_PERMISSIONS);
        }
        Member member = request.state().member(ownerId);
        if (member == null) {
            return Rejection.of(Reason.UNKNOWN_MEMBER);
        }
        return member.user().bot()
                ? Rejection.invalid("owner_id", "BASE_TYPE_CHOICES", "Must not be a bot")
                : null;
    }

    /// One channel with the guild's own id, no roles; the owner is the first of two members.
    private static Event direct(Command.CreateGuild create, DecisionContext context) {
        Guild guild = guild(create, null);
        Channel channel =
                Channels.plain(new ChannelId(guild.id().value()), ChannelType.DM, "", 0, null);
        Member owner = Members.joining(create.owner(), List.of(), context.nowMs());
        return new Event.GuildCreated(guild, List.of(), List.of(channel), List.of(owner));
    }

    private static Decision community(Command.CreateGuild create, DecisionContext context) {
        if (create.channels().size() > ChannelRules.MAX_CHANNELS) {
            return Decisions.reject(Reason.MAX_CHANNELS);
        }
        FieldErrors errors = new FieldErrors();
        errors.length("name", create.guild().name(), 1, MAX_NAME);
        errors.maxLength("description", create.guild().description(), MAX_DESCRIPTION);
        List<Channel> channels = initialChannels(create.channels(), context, errors);
        Rejection refusal = errors.rejection();
        if (refusal != null) {
            return Decisions.reject(refusal);
        }
        Role everyone =
                new Role(
                        new RoleId(create.guild().id().value()),
                        "@everyone",
                        Permissions.DEFAULT_EVERYONE,
                        0,
                        false,
                        0,
                        false);
        ChannelId wanted = create.guild().systemChannelId();
        boolean exists = channels.stream().anyMatch(channel -> channel.id().equals(wanted));
        Member owner = Members.joining(create.owner(), List.of(), context.nowMs());
        return Decisions.accept(
                new Event.GuildCreated(
                        guild(create, exists ? wanted : null),
                        List.of(everyone),
                        channels,
                        List.of(owner)));
    }

    private static List<Channel> initialChannels(
            List<Command.InitialChannel> wanted, DecisionContext context, FieldErrors errors) {
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Command.InitialChannel initial = wanted.get(i);
            String path = "channels." + i;
            ChannelRules.checkType(path + ".type", initial.type(), errors);
            ChannelRules.checkName(path + ".name", initial.name(), errors);
            Channel parent = parent(channels, initial);
            if (initial.parentName() != null) {
                ChannelRules.checkParent(
                        path + ".parent_id", initial.type(), parent, channels, errors);
            }
            ChannelId parentId = parent == null ? null : parent.id();
            channels.add(
                    Channels.plain(
                            new ChannelId(context.ids().getAsLong()),
                            initial.type(),
                            initial.name(),
                            ChannelRules.nextPosition(channels, initial.type(), parentId),
                            parentId));
        }
        return List.copyOf(channels);
    }

    private static @Nullable Channel parent(
            List<Channel> channels, Command.InitialChannel initial) {
        for (Channel channel : channels) {
            if (channel.type() == ChannelType.CATEGORY
                    && channel.name().equals(initial.parentName())) {
                return channel;
            }
        }
        return null;
    }

    private static Guild guild(Command.CreateGuild create, @Nullable ChannelId systemChannelId) {
        Guild wanted = create.guild();
        return new Guild(
                wanted.id(),
                wanted.kind(),
                wanted.name(),
                wanted.icon(),
                wanted.description(),
                create.owner().id(),
                systemChannelId,
                AFK_TIMEOUTS_SECONDS.contains(wanted.afkTimeoutSeconds())
                        ? wanted.afkTimeoutSeconds()
                        : DEFAULT_AFK_TIMEOUT_SECONDS);
    }
}
