package dev.guildhall.edge.relay;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.MessageType;
import dev.guildhall.common.guild.Overwrite;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.guild.VoiceState;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.permission.Permission;
import dev.guildhall.common.permission.Permissions;
import dev.guildhall.edge.rpc.LinkFrame;
import java.util.Arrays;
import java.util.List;

/// Guilds and their parts for tests, small and with good defaults.
public final class Guilds {

    public static final long GUILD = 1000;
    public static final long OWNER = 1;

    private Guilds() {}

    public static GuildId guildId() {
        return new GuildId(GUILD);
    }

    public static Guild guild(GuildKind kind) {
        return new Guild(guildId(), kind, "guild", null, null, new UserId(OWNER), null, 300);
    }

    public static User user(long id) {
        return new User(new UserId(id), "user" + id, null, null, false);
    }

    public static Member member(long userId, Long... roleIds) {
        List<RoleId> roles = Arrays.stream(roleIds).map(RoleId::new).toList();
        return new Member(user(userId), null, roles, 0, false, false, null);
    }

    public static Role everyone(long permissions) {
        return role(GUILD, permissions);
    }

    public static Role role(long id, long permissions) {
        return new Role(new RoleId(id), "role" + id, permissions, 0, false, 0, false);
    }

    public static Channel channel(long id, Overwrite... overwrites) {
        return channel(ChannelType.TEXT, id, overwrites);
    }

    public static Channel channel(ChannelType type, long id, Overwrite... overwrites) {
        return new Channel(
                new ChannelId(id),
                type,
                "channel" + id,
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

    /// Hides a channel from a role.
    public static Overwrite hiddenFrom(long roleId) {
        return new Overwrite(roleId, Overwrite.Target.ROLE, 0, Permission.VIEW_CHANNEL.bit());
    }

    public static Message message(long id, long channelId, long authorId, Long... mentions) {
        return message(id, channelId, authorId, null, mentions);
    }

    public static Message message(
            long id, long channelId, long authorId, Message referenced, Long... mentions) {
        return new Message(
                new MessageId(id),
                new ChannelId(channelId),
                MessageType.DEFAULT,
                user(authorId),
                "secret" + id,
                0,
                null,
                0,
                false,
                false,
                Arrays.stream(mentions).map(Guilds::user).toList(),
                List.of(),
                List.of(),
                false,
                null,
                null,
                referenced,
                List.of());
    }

    public static Event.MessageCreated created(long id, long channelId, long authorId) {
        return new Event.MessageCreated(message(id, channelId, authorId), member(authorId), false);
    }

    public static Presence presence(long userId, Presence.Status status) {
        return new Presence(new UserId(userId), status, Presence.Platform.DESKTOP, List.of());
    }

    public static VoiceState voice(long userId, Long channelId) {
        return new VoiceState(
                new UserId(userId),
                new SessionId("voice" + userId),
                channelId == null ? null : new ChannelId(channelId),
                false,
                false,
                false,
                false,
                false,
                false);
    }

    /// What a guild with these parts begins a stream with.
    public static LinkFrame.Attached attached(long seq, List<Role> roles, List<Channel> channels) {
        return attached(GuildKind.COMMUNITY, seq, roles, channels);
    }

    public static LinkFrame.Attached attached(
            GuildKind kind, long seq, List<Role> roles, List<Channel> channels) {
        return new LinkFrame.Attached(
                seq, 1, false, guild(kind), roles, channels, List.of(), List.of(), List.of());
    }

    /// The same guild with others online and in voice.
    public static LinkFrame.Attached with(
            LinkFrame.Attached a, List<Presence> presences, List<VoiceState> voiceStates) {
        return new LinkFrame.Attached(
                a.seq(),
                a.epoch(),
                a.reset(),
                a.guild(),
                a.roles(),
                a.channels(),
                a.members(),
                presences,
                voiceStates);
    }

    /// One role, everybody sees everything, one channel 10.
    public static LinkFrame.Attached open(long seq) {
        return attached(seq, List.of(everyone(Permissions.DEFAULT_EVERYONE)), List.of(channel(10)));
    }

    public static GuildView view(long seq, Member self) {
        return new GuildView(
                seq,
                guild(GuildKind.COMMUNITY),
                List.of(),
                List.of(),
                List.of(self),
                List.of(),
                List.of(),
                1,
                1,
                false,
                self);
    }
}
