package dev.guildhall.edge.relay;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.guild.VoiceState;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.json.ChannelJson;
import dev.guildhall.common.json.GuildJson;
import dev.guildhall.common.json.JsonBody;
import dev.guildhall.common.json.MemberJson;
import dev.guildhall.common.json.MessageJson;
import dev.guildhall.common.json.PresenceJson;
import dev.guildhall.common.json.VoiceStateJson;
import dev.guildhall.edge.protocol.DispatchType;
import dev.guildhall.edge.protocol.EventJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns one event into its dispatches, each with the rule that says who gets it.
///
/// `before` and `after` are the guild's shape around the event: all is judged by `after`, apart
/// from a channel's deletion, which those see who saw the channel. As with Discord nobody is told
/// of a channel that comes into or goes out of sight by a permission; clients see that from the
/// roles and overwrites themselves.
final class EventDispatches {

    private final GuildId guildId;
    private final long seq;
    private final GuildShape before;
    private final GuildShape after;

    EventDispatches(long seq, GuildShape before, GuildShape after) {
        this.guildId = after.guild().id();
        this.seq = seq;
        this.before = before;
        this.after = after;
    }

    List<Outgoing> of(Event.Durable event) {
        return switch (event) {
            case Event.GuildCreated _ -> List.of(); // sessions come later, by SessionOpen
            case Event.GuildUpdated e ->
                    toAll(
                            DispatchType.GUILD_UPDATE,
                            json -> GuildJson.write(json, e.guild(), after.roleList()));
            case Event.ChannelCreated e -> channel(DispatchType.CHANNEL_CREATE, e.channel(), after);
            case Event.ChannelUpdated e -> channel(DispatchType.CHANNEL_UPDATE, e.channel(), after);
            case Event.ChannelDeleted e ->
                    channel(DispatchType.CHANNEL_DELETE, e.channel(), before);
            case Event.RoleCreated e -> role(DispatchType.GUILD_ROLE_CREATE, e.role());
            case Event.RoleUpdated e -> role(DispatchType.GUILD_ROLE_UPDATE, e.role());
            case Event.RoleDeleted e ->
                    toAll(
                            DispatchType.GUILD_ROLE_DELETE,
                            EventJson.roleDelete(guildId, e.roleId()));
            case Event.MemberJoined e -> memberJoined(e.member());
            case Event.MemberUpdated e -> memberUpdated(e.member());
            case Event.MemberLeft e -> memberLeft(e.user());
            case Event.BanAdded e -> ban(DispatchType.GUILD_BAN_ADD, e.user());
            case Event.BanRemoved e -> ban(DispatchType.GUILD_BAN_REMOVE, e.user());
            case Event.MessageCreated e ->
                    List.of(message(DispatchType.MESSAGE_CREATE, e.message(), e.member()));
            case Event.MessageUpdated e ->
                    List.of(message(DispatchType.MESSAGE_UPDATE, e.message(), e.member()));
            case Event.MessageDeleted e ->
                    inChannel(
                            DispatchType.MESSAGE_DELETE,
                            e.channelId(),
                            EventJson.messageDelete(shownGuildId(), e.channelId(), e.messageId()));
            case Event.MessagesBulkDeleted e ->
                    inChannel(
                            DispatchType.MESSAGE_DELETE_BULK,
                            e.channelId(),
                            EventJson.messageDeleteBulk(
                                    shownGuildId(), e.channelId(), e.messageIds()));
            case Event.MessagePinChanged e -> pinChanged(e);
            case Event.ReactionAdded e ->
                    inChannel(
                            DispatchType.MESSAGE_REACTION_ADD,
                            e.channelId(),
                            EventJson.reactionAdd(shownGuildId(), e));
            case Event.ReactionRemoved e ->
                    inChannel(
                            DispatchType.MESSAGE_REACTION_REMOVE,
                            e.channelId(),
                            EventJson.reactionRemove(shownGuildId(), e));
            case Event.ReactionsCleared e ->
                    inChannel(
                            e.emoji() == null
                                    ? DispatchType.MESSAGE_REACTION_REMOVE_ALL
                                    : DispatchType.MESSAGE_REACTION_REMOVE_EMOJI,
                            e.channelId(),
                            EventJson.reactionsCleared(shownGuildId(), e));
        };
    }

    List<Outgoing> typing(Event.TypingStarted event) {
        return inChannel(
                DispatchType.TYPING_START,
                event.channelId(),
                EventJson.typingStart(
                        shownGuildId(), event.channelId(), event.member(), event.atMs()));
    }

    List<Outgoing> presence(Event.PresenceChanged event) {
        return toAll(
                DispatchType.PRESENCE_UPDATE,
                json -> PresenceJson.write(json, guildId, event.presence()));
    }

    /// A voice state in a channel that the viewer does not see is nothing to it, or, when it saw
    /// the channel `from` that the user was in before, the user's leaving. One's own is always
    /// whole.
    List<Outgoing> voice(Event.VoiceStateChanged event, @Nullable ChannelId from) {
        VoiceState state = event.voiceState();
        ChannelId to = state.channelId();
        VoiceState left = RelayState.left(state);
        Outgoing.Rule rule =
                viewer -> {
                    boolean own = viewer.userId().equals(state.userId());
                    if (!viewer.wants(DispatchType.VOICE_STATE_UPDATE, after) && !own) {
                        return Outgoing.NOBODY;
                    }
                    if (own || (to != null && viewer.sees(after, to))) {
                        return 0;
                    }
                    return from != null && viewer.sees(after, from) ? 1 : Outgoing.NOBODY;
                };
        return List.of(
                outgoing(
                        DispatchType.VOICE_STATE_UPDATE,
                        rule,
                        variant ->
                                json ->
                                        VoiceStateJson.write(
                                                json,
                                                guildId,
                                                variant == 0 ? state : left,
                                                event.member())));
    }

    private List<Outgoing> role(DispatchType type, Role role) {
        return toAll(type, EventJson.role(guildId, role));
    }

    private List<Outgoing> ban(DispatchType type, User user) {
        return toAll(type, EventJson.userInGuild(guildId, user));
    }

    private List<Outgoing> memberJoined(Member member) {
        return toAll(
                DispatchType.GUILD_MEMBER_ADD,
                json -> MemberJson.writeInGuild(json, guildId, member));
    }

    /// Those with the GUILD_MEMBERS intent, and the member itself always.
    private List<Outgoing> memberUpdated(Member member) {
        UserId self = member.user().id();
        DispatchType type = DispatchType.GUILD_MEMBER_UPDATE;
        Outgoing.Rule rule =
                viewer ->
                        viewer.wants(type, after)
                                        || (!after.direct() && viewer.userId().equals(self))
                                ? 0
                                : Outgoing.NOBODY;
        return List.of(
                outgoing(type, rule, _ -> json -> MemberJson.writeInGuild(json, guildId, member)));
    }

    /// The one who left gets GUILD_DELETE from its session instead.
    private List<Outgoing> memberLeft(User user) {
        DispatchType type = DispatchType.GUILD_MEMBER_REMOVE;
        JsonBody body = EventJson.userInGuild(guildId, user);
        Outgoing.Rule rule =
                viewer ->
                        viewer.wants(type, after) && !viewer.userId().equals(user.id())
                                ? 0
                                : Outgoing.NOBODY;
        return List.of(outgoing(type, rule, _ -> body));
    }

    private List<Outgoing> channel(DispatchType type, Channel channel, GuildShape shape) {
        if (shape.direct()) {
            return List.of();
        }
        Outgoing.Rule rule = viewerOf(type, channel.id(), shape);
        return List.of(
                outgoing(type, rule, _ -> json -> ChannelJson.write(json, guildId, channel)));
    }

    /// Discord sends both: the channel's newest pin, and the message with its new mark.
    private List<Outgoing> pinChanged(Event.MessagePinChanged event) {
        ChannelId channelId = event.message().channelId();
        DispatchType type = DispatchType.CHANNEL_PINS_UPDATE;
        Outgoing pins =
                outgoing(
                        type,
                        viewerOf(type, channelId, after),
                        _ -> EventJson.pinsUpdate(shownGuildId(), channelId, event.atMs()));
        return List.of(pins, message(DispatchType.MESSAGE_UPDATE, event.message(), null));
    }

    private Outgoing message(DispatchType type, Message message, @Nullable Member member) {
        Channel channel = after.channels().get(message.channelId());
        Outgoing.Rule rule =
                viewer ->
                        viewer.wants(type, after) && viewer.sees(after, message.channelId())
                                ? MessageContent.variantFor(message, after.direct(), viewer)
                                : Outgoing.NOBODY;
        return outgoing(
                type,
                rule,
                variant ->
                        json ->
                                MessageJson.writeEvent(
                                        json,
                                        MessageContent.in(variant, message),
                                        new MessageJson.Context(
                                                shownGuildId(), variant != MessageContent.BLANK),
                                        channel == null ? null : channel.type(),
                                        member));
    }

    private List<Outgoing> inChannel(DispatchType type, ChannelId channelId, JsonBody body) {
        return List.of(outgoing(type, viewerOf(type, channelId, after), _ -> body));
    }

    private List<Outgoing> toAll(DispatchType type, JsonBody body) {
        return List.of(
                outgoing(
                        type,
                        viewer -> viewer.wants(type, after) ? 0 : Outgoing.NOBODY,
                        _ -> body));
    }

    private static Outgoing.Rule viewerOf(
            DispatchType type, ChannelId channelId, GuildShape shape) {
        return viewer ->
                viewer.wants(type, shape) && viewer.sees(shape, channelId) ? 0 : Outgoing.NOBODY;
    }

    private Outgoing outgoing(DispatchType type, Outgoing.Rule rule, Outgoing.Body body) {
        return new Outgoing(guildId, seq, type, rule, body);
    }

    /// Clients see direct messages without a guild id.
    private @Nullable GuildId shownGuildId() {
        return after.direct() ? null : guildId;
    }
}
