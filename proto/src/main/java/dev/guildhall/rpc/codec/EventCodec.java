package dev.guildhall.rpc.codec;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.rpc.v1.BanProto;
import dev.guildhall.rpc.v1.EventProto;
import dev.guildhall.rpc.v1.GuildCreatedProto;
import org.jspecify.annotations.Nullable;

/// Events, as they travel and as they lie in the log. See [Fields] for what is refused.
public final class EventCodec {

    private EventCodec() {}

    public static EventProto toProto(Event event) {
        EventProto.Builder to = EventProto.newBuilder();
        return switch (event) {
            case Event.Durable durable -> durable(to, durable).build();
            case Event.TypingStarted e -> to.setTypingStarted(MessageEventCodec.typing(e)).build();
            case Event.PresenceChanged e ->
                    to.setPresenceChanged(PresenceCodec.toProto(e.presence())).build();
            case Event.VoiceStateChanged e ->
                    to.setVoiceStateChanged(MessageEventCodec.voice(e)).build();
        };
    }

    private static EventProto.Builder durable(EventProto.Builder to, Event.Durable event) {
        return switch (event) {
            case Event.GuildCreated e -> to.setGuildCreated(guildCreated(e));
            case Event.GuildUpdated e -> to.setGuildUpdated(EntityCodec.toProto(e.guild()));
            case Event.ChannelCreated e -> to.setChannelCreated(EntityCodec.toProto(e.channel()));
            case Event.ChannelUpdated e -> to.setChannelUpdated(EntityCodec.toProto(e.channel()));
            case Event.ChannelDeleted e -> to.setChannelDeleted(EntityCodec.toProto(e.channel()));
            case Event.RoleCreated e -> to.setRoleCreated(EntityCodec.toProto(e.role()));
            case Event.RoleUpdated e -> to.setRoleUpdated(EntityCodec.toProto(e.role()));
            case Event.RoleDeleted e -> to.setRoleDeleted(e.roleId().value());
            case Event.MemberJoined e -> to.setMemberJoined(EntityCodec.toProto(e.member()));
            case Event.MemberUpdated e -> to.setMemberUpdated(EntityCodec.toProto(e.member()));
            case Event.MemberLeft e -> to.setMemberLeft(EntityCodec.toProto(e.user()));
            case Event.BanAdded e -> to.setBanAdded(ban(e.user(), e.reason()));
            case Event.BanRemoved e -> to.setBanRemoved(EntityCodec.toProto(e.user()));
            case Event.MessageCreated e -> to.setMessageCreated(MessageEventCodec.created(e));
            case Event.MessageUpdated e -> to.setMessageUpdated(MessageEventCodec.updated(e));
            case Event.MessageDeleted e -> to.setMessageDeleted(MessageEventCodec.deleted(e));
            case Event.MessagesBulkDeleted e ->
                    to.setMessagesBulkDeleted(
                            MessageEventCodec.deleted(e.channelId(), e.messageIds()));
            case Event.MessagePinChanged e ->
                    to.setMessagePinChanged(MessageEventCodec.pinChanged(e));
            case Event.ReactionAdded e -> to.setReactionAdded(MessageEventCodec.reaction(e));
            case Event.ReactionRemoved e -> to.setReactionRemoved(MessageEventCodec.reaction(e));
            case Event.ReactionsCleared e -> to.setReactionsCleared(MessageEventCodec.reaction(e));
        };
    }

    /// Reads what must be durable: what a log holds.
    public static Event.Durable durableFromProto(EventProto proto) {
        if (fromProto(proto) instanceof Event.Durable durable) {
            return durable;
        }
        throw Fields.unknown("event", proto.getEventCase());
    }

    public static Event fromProto(EventProto proto) {
        return switch (proto.getEventCase()) {
            case GUILD_CREATED -> guildCreated(proto.getGuildCreated());
            case GUILD_UPDATED ->
                    new Event.GuildUpdated(EntityCodec.fromProto(proto.getGuildUpdated()));
            case CHANNEL_CREATED ->
                    new Event.ChannelCreated(EntityCodec.fromProto(proto.getChannelCreated()));
            case CHANNEL_UPDATED ->
                    new Event.ChannelUpdated(EntityCodec.fromProto(proto.getChannelUpdated()));
            case CHANNEL_DELETED ->
                    new Event.ChannelDeleted(EntityCodec.fromProto(proto.getChannelDeleted()));
            case ROLE_CREATED ->
                    new Event.RoleCreated(EntityCodec.fromProto(proto.getRoleCreated()));
            case ROLE_UPDATED ->
                    new Event.RoleUpdated(EntityCodec.fromProto(proto.getRoleUpdated()));
            case ROLE_DELETED -> new Event.RoleDeleted(new RoleId(proto.getRoleDeleted()));
            case MEMBER_JOINED ->
                    new Event.MemberJoined(EntityCodec.fromProto(proto.getMemberJoined()));
            case MEMBER_UPDATED ->
                    new Event.MemberUpdated(EntityCodec.fromProto(proto.getMemberUpdated()));
            case MEMBER_LEFT -> new Event.MemberLeft(EntityCodec.fromProto(proto.getMemberLeft()));
            case BAN_ADDED -> banAdded(proto.getBanAdded());
            case BAN_REMOVED -> new Event.BanRemoved(EntityCodec.fromProto(proto.getBanRemoved()));
            case MESSAGE_CREATED -> MessageEventCodec.created(proto.getMessageCreated());
            case MESSAGE_UPDATED -> MessageEventCodec.updated(proto.getMessageUpdated());
            case MESSAGE_DELETED -> MessageEventCodec.deleted(proto.getMessageDeleted());
            case MESSAGES_BULK_DELETED ->
                    MessageEventCodec.bulkDeleted(proto.getMessagesBulkDeleted());
            case MESSAGE_PIN_CHANGED -> MessageEventCodec.pinChanged(proto.getMessagePinChanged());
            case REACTION_ADDED -> MessageEventCodec.reactionAdded(proto.getReactionAdded());
            case REACTION_REMOVED -> MessageEventCodec.reactionRemoved(proto.getReactionRemoved());
            case REACTIONS_CLEARED ->
                    MessageEventCodec.reactionsCleared(proto.getReactionsCleared());
            case TYPING_STARTED -> MessageEventCodec.typing(proto.getTypingStarted());
            case PRESENCE_CHANGED ->
                    new Event.PresenceChanged(PresenceCodec.fromProto(proto.getPresenceChanged()));
            case VOICE_STATE_CHANGED -> MessageEventCodec.voice(proto.getVoiceStateChanged());
            case EVENT_NOT_SET -> throw new IllegalArgumentException("event is missing");
        };
    }

    private static GuildCreatedProto guildCreated(Event.GuildCreated event) {
        GuildCreatedProto.Builder proto =
                GuildCreatedProto.newBuilder().setGuild(EntityCodec.toProto(event.guild()));
        event.roles().forEach(role -> proto.addRoles(EntityCodec.toProto(role)));
        event.channels().forEach(channel -> proto.addChannels(EntityCodec.toProto(channel)));
        event.members().forEach(member -> proto.addMembers(EntityCodec.toProto(member)));
        return proto.build();
    }

    private static Event.GuildCreated guildCreated(GuildCreatedProto proto) {
        Fields.require(proto.hasGuild(), "guild_created.guild");
        return new Event.GuildCreated(
                EntityCodec.fromProto(proto.getGuild()),
                proto.getRolesList().stream().map(EntityCodec::fromProto).toList(),
                proto.getChannelsList().stream().map(EntityCodec::fromProto).toList(),
                proto.getMembersList().stream().map(EntityCodec::fromProto).toList());
    }

    static BanProto ban(User user, @Nullable String reason) {
        BanProto.Builder proto = BanProto.newBuilder().setUser(EntityCodec.toProto(user));
        Fields.set(reason, proto::setReason);
        return proto.build();
    }

    private static Event.BanAdded banAdded(BanProto proto) {
        Fields.require(proto.hasUser(), "ban.user");
        return new Event.BanAdded(
                EntityCodec.fromProto(proto.getUser()),
                proto.hasReason() ? proto.getReason() : null);
    }
}
