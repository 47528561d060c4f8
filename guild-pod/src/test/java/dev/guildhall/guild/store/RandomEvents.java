package dev.guildhall.guild.store;

import static dev.guildhall.guild.store.GuildFixture.EVERYONE;
import static dev.guildhall.guild.store.GuildFixture.NOW_MS;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Overwrite;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.GuildState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random durable events that a guild in that state could make, each kind of them.
final class RandomEvents {

    private static final int KINDS = 20;
    private static final List<Emoji> EMOJIS =
            List.of(new Emoji(null, "👍"), new Emoji(5L, "x"), new Emoji(null, "5:x"));

    private final Random random;
    private final GuildState state;
    private final MessageModel messages;
    private long lastId = 100_000;
    private long nowMs;

    RandomEvents(Random random, GuildState state, MessageModel messages) {
        this.random = random;
        this.state = state;
        this.messages = messages;
    }

    /// The next event; what cannot happen in this state becomes a message or a member.
    Event.Durable next() {
        nowMs += random.nextInt(20_000);
        Message message = messages.any(random);
        Channel channel = channel();
        Role role = role();
        Member member = member();
        int kind = random.nextInt(KINDS);
        return switch (kind) {
            case 0 -> new Event.GuildUpdated(GuildFixture.guild("name" + kind + lastId));
            case 1 -> new Event.ChannelCreated(GuildFixture.channel(new ChannelId(++lastId)));
            case 2 -> new Event.ChannelUpdated(overwritten(channel, role, member));
            case 3 -> random.nextInt(3) == 0 ? new Event.ChannelDeleted(channel) : sent();
            case 4 ->
                    new Event.RoleCreated(GuildFixture.role(new RoleId(++lastId), "role" + lastId));
            case 5 -> new Event.RoleUpdated(role);
            case 6 -> role.id().equals(EVERYONE) ? joined() : new Event.RoleDeleted(role.id());
            case 7 -> joined();
            case 8 -> new Event.MemberUpdated(GuildFixture.member(member.user().id(), role.id()));
            case 9 -> new Event.MemberLeft(member.user());
            case 10 -> new Event.BanAdded(GuildFixture.user(user()), "reason");
            case 11 -> new Event.BanRemoved(GuildFixture.user(user()));
            default -> message == null ? sent() : about(message, kind);
        };
    }

    private Event.Durable about(Message message, int kind) {
        UserId user = user();
        Emoji emoji = EMOJIS.get(random.nextInt(EMOJIS.size()));
        return switch (kind) {
            case 12 ->
                    new Event.MessageUpdated(
                            MessageModel.with(message, "edited" + nowMs, message.pinned()), null);
            case 13 -> new Event.MessageDeleted(message.channelId(), message.id());
            case 14 ->
                    new Event.MessagesBulkDeleted(
                            message.channelId(), List.of(message.id(), new MessageId(1)));
            case 15 -> {
                boolean pinned = random.nextBoolean();
                yield new Event.MessagePinChanged(
                        MessageModel.with(message, message.content(), pinned),
                        pinned,
                        NOW_MS + nowMs);
            }
            case 16, 17 -> GuildFixture.reacted(message, user, emoji);
            case 18 -> GuildFixture.unreacted(message, user, emoji);
            case 19 ->
                    random.nextBoolean()
                            ? new Event.ReactionsCleared(
                                    message.channelId(),
                                    message.id(),
                                    random.nextBoolean() ? emoji : null)
                            : sent();
            default -> sent();
        };
    }

    private Event.Durable sent() {
        MessageId id = new MessageId(GuildFixture.messageId(nowMs).value() + ++lastId % 4096);
        ChannelId channelId = channel().id();
        Message other = messages.any(random);
        if (other != null && other.channelId().equals(channelId) && random.nextInt(3) == 0) {
            return GuildFixture.sent(GuildFixture.reply(channelId, id, other.id()));
        }
        Message message =
                GuildFixture.message(channelId, id, "m" + id, null, "n" + random.nextInt(5));
        return new Event.MessageCreated(message, null, random.nextBoolean());
    }

    private Event.Durable joined() {
        return new Event.MemberJoined(GuildFixture.member(user(), role().id()));
    }

    private static Channel overwritten(Channel c, Role role, Member member) {
        return new Channel(
                c.id(),
                c.type(),
                c.name() + "'",
                c.position(),
                null,
                "topic",
                c.nsfw(),
                c.slowModeSeconds(),
                c.bitrate(),
                c.userLimit(),
                List.of(
                        new Overwrite(role.id().value(), Overwrite.Target.ROLE, 1, 2),
                        new Overwrite(member.user().id().value(), Overwrite.Target.MEMBER, 3, 4)),
                c.lastMessageId(),
                c.lastPinAtMs());
    }

    private UserId user() {
        return new UserId(10 + random.nextInt(12));
    }

    private Channel channel() {
        List<Channel> all = new ArrayList<>(state.channels());
        return all.isEmpty()
                ? GuildFixture.channel(new ChannelId(++lastId))
                : all.get(random.nextInt(all.size()));
    }

    private Role role() {
        List<Role> all = new ArrayList<>(state.roles());
        return all.get(random.nextInt(all.size()));
    }

    private Member member() {
        Member member = state.member(user());
        return member == null ? GuildFixture.member(user()) : member;
    }
}
