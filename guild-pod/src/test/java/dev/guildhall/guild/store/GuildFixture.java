package dev.guildhall.guild.store;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.MessageReference;
import dev.guildhall.common.guild.MessageType;
import dev.guildhall.common.guild.Overwrite;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.Snowflake;
import dev.guildhall.common.id.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values of a small guild, with good defaults, for tests of stores.
public final class GuildFixture {

    public static final GuildId GUILD = new GuildId(1_000);
    public static final ChannelId GENERAL = new ChannelId(2_000);
    public static final ChannelId RANDOM = new ChannelId(2_001);
    public static final RoleId EVERYONE = new RoleId(GUILD.value());
    public static final UserId OWNER = new UserId(10);
    public static final UserId BOB = new UserId(11);
    public static final Emoji THUMB = new Emoji(null, "👍");
    public static final Emoji CUSTOM = new Emoji(77L, "a:b");
    public static final long NOW_MS = 1_767_225_600_000L;

    private GuildFixture() {}

    /// A guild with @everyone, two text channels and its owner.
    public static Event.GuildCreated created() {
        return new Event.GuildCreated(
                guild("Guild"),
                List.of(role(EVERYONE, "@everyone")),
                List.of(channel(GENERAL), channel(RANDOM)),
                List.of(member(OWNER)));
    }

    public static Guild guild(String name) {
        return new Guild(GUILD, GuildKind.COMMUNITY, name, null, null, OWNER, GENERAL, 300);
    }

    public static Role role(RoleId id, String name) {
        return new Role(id, name, 1024, 0, false, id.equals(EVERYONE) ? 0 : 1, false);
    }

    public static Channel channel(ChannelId id, Overwrite... overwrites) {
        return new Channel(
                id,
                ChannelType.TEXT,
                "channel-" + id,
                0,
                null,
                null,
                false,
                0,
                64_000,
                0,
                List.of(overwrites),
                null,
                null);
    }

    public static User user(UserId id) {
        return new User(id, "user" + id, "User " + id, null, false);
    }

    public static Member member(UserId id, RoleId... roles) {
        return new Member(user(id), null, List.of(roles), NOW_MS, false, false, null);
    }

    public static Member named(UserId id, String username, @Nullable String nick) {
        return new Member(
                new User(id, username, null, null, false),
                nick,
                List.of(),
                NOW_MS,
                false,
                false,
                null);
    }

    /// The id of a message sent `ms` after [#NOW_MS].
    public static MessageId messageId(long ms) {
        return new MessageId(Snowflake.first(NOW_MS + ms, 1));
    }

    public static Message message(ChannelId channelId, MessageId id, String content) {
        return message(channelId, id, content, null, null);
    }

    public static Message reply(ChannelId channelId, MessageId id, MessageId to) {
        return message(channelId, id, "reply", new MessageReference(channelId, to), null);
    }

    public static Message message(
            ChannelId channelId,
            MessageId id,
            String content,
            @Nullable MessageReference reference,
            @Nullable String nonce) {
        return new Message(
                id,
                channelId,
                reference == null ? MessageType.DEFAULT : MessageType.REPLY,
                user(OWNER),
                content,
                Snowflake.unixMs(id.value()),
                null,
                0,
                false,
                false,
                List.of(),
                List.of(),
                List.of(),
                false,
                nonce,
                reference,
                null,
                List.of());
    }

    public static Message pinned(Message m, boolean pinned) {
        return m.withPinned(pinned);
    }

    public static Event.MessageCreated sent(Message message) {
        return new Event.MessageCreated(message, null, false);
    }

    public static Event.ReactionAdded reacted(Message message, UserId userId, Emoji emoji) {
        return new Event.ReactionAdded(
                message.channelId(), message.id(), OWNER, userId, member(userId), emoji);
    }

    public static Event.ReactionRemoved unreacted(Message message, UserId userId, Emoji emoji) {
        return new Event.ReactionRemoved(message.channelId(), message.id(), userId, emoji);
    }
}
