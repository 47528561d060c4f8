package dev.guildhall.edge.fake;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import java.util.List;
import java.util.stream.LongStream;

/// Entities with good defaults.
public final class Samples {

    public static final long JOINED_MS = 1_767_225_600_123L;

    private Samples() {}

    public static User user(long id) {
        return new User(new UserId(id), "user" + id, null, null, false);
    }

    public static Member member(long id) {
        return new Member(user(id), null, List.of(), JOINED_MS, false, false, null);
    }

    public static Channel channel(long id, ChannelType type) {
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
                List.of(),
                null,
                null);
    }

    public static Guild guild(long id, GuildKind kind) {
        return new Guild(new GuildId(id), kind, "guild", null, null, new UserId(1), null, 300);
    }

    public static Role role(long id) {
        return new Role(new RoleId(id), "role", 1L << 40, 0x112233, false, 0, true);
    }

    /// A guild with a text channel (id + 1) and @everyone.
    public static GuildView view(long id, long selfId) {
        return view(id, selfId, 1);
    }

    /// The same with so many roles, the first of them @everyone.
    public static GuildView view(long id, long selfId, int roles) {
        return new GuildView(
                7,
                guild(id, GuildKind.COMMUNITY),
                LongStream.range(id, id + roles).mapToObj(Samples::role).toList(),
                List.of(channel(id + 1, ChannelType.TEXT)),
                List.of(member(selfId)),
                List.of(),
                List.of(),
                1,
                1,
                false,
                member(selfId));
    }

    /// A direct-message channel of two.
    public static GuildView direct(long id, long selfId, long otherId) {
        return new GuildView(
                1,
                guild(id, GuildKind.DIRECT),
                List.of(),
                List.of(channel(id, ChannelType.DM)),
                List.of(member(selfId), member(otherId)),
                List.of(),
                List.of(),
                2,
                2,
                false,
                member(selfId));
    }
}
