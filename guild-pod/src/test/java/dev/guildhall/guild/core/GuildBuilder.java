package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Overwrite;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.permission.Permission;
import dev.guildhall.common.permission.Permissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Guilds for tests: the owner is user 1, further members are 2, 3, …; there is a text channel, a
/// voice channel and a category.
final class GuildBuilder {

    static final GuildId GUILD = new GuildId(1_000);
    static final RoleId EVERYONE = new RoleId(1_000);
    static final UserId OWNER = new UserId(1);
    static final UserId ANNA = new UserId(2);
    static final UserId BEN = new UserId(3);
    static final UserId CARA = new UserId(4);
    static final UserId STRANGER = new UserId(99);
    static final ChannelId TEXT = new ChannelId(3_001);
    static final ChannelId VOICE = new ChannelId(3_002);
    static final ChannelId CATEGORY = new ChannelId(3_003);

    private final Map<RoleId, Role> roles = new TreeMap<>();
    private final Map<ChannelId, Channel> channels = new TreeMap<>();
    private final Map<UserId, Member> members = new TreeMap<>();
    private ChannelId systemChannelId;

    private GuildBuilder() {}

    static GuildBuilder aGuild() {
        GuildBuilder builder = new GuildBuilder();
        builder.everyoneHolding(Permissions.DEFAULT_EVERYONE);
        builder.withChannel(Channels.plain(TEXT, ChannelType.TEXT, "general", 0, null));
        builder.withChannel(Channels.plain(VOICE, ChannelType.VOICE, "voice", 0, null));
        builder.withChannel(Channels.plain(CATEGORY, ChannelType.CATEGORY, "category", 0, null));
        return builder.withMembers(1);
    }

    static User user(UserId id) {
        return new User(id, "user" + id, null, null, false);
    }

    static User user(long id) {
        return user(new UserId(id));
    }

    static Overwrite deny(RoleId roleId, Permission... permissions) {
        return new Overwrite(
                roleId.value(), Overwrite.Target.ROLE, 0, Permissions.union(permissions));
    }

    /// Users 1 to `count` are members.
    GuildBuilder withMembers(int count) {
        for (long id = 1; id <= count; id++) {
            members.putIfAbsent(
                    new UserId(id),
                    Members.joining(user(id), List.of(), TestGuild.START_MS - 1_000));
        }
        return this;
    }

    GuildBuilder everyoneHolding(long permissions) {
        roles.put(EVERYONE, new Role(EVERYONE, "@everyone", permissions, 0, false, 0, false));
        return this;
    }

    GuildBuilder everyoneLacking(Permission... permissions) {
        return everyoneHolding(Permissions.DEFAULT_EVERYONE & ~Permissions.union(permissions));
    }

    GuildBuilder withRole(long id, int position, Permission... permissions) {
        long bits = Permissions.union(permissions);
        roles.put(
                new RoleId(id),
                new Role(new RoleId(id), "role" + id, bits, 0, false, position, false));
        return this;
    }

    GuildBuilder withChannel(Channel channel) {
        channels.put(channel.id(), channel);
        return this;
    }

    GuildBuilder withOverwrites(ChannelId channelId, Overwrite... overwrites) {
        return withChannel(channels.get(channelId).withOverwrites(Arrays.asList(overwrites)));
    }

    GuildBuilder withSystemChannel(ChannelId channelId) {
        systemChannelId = channelId;
        return this;
    }

    /// The user is a member with these roles and no others.
    GuildBuilder holding(UserId userId, long... roleIds) {
        List<RoleId> ids = Arrays.stream(roleIds).mapToObj(RoleId::new).toList();
        members.put(userId, Members.joining(user(userId), ids, TestGuild.START_MS - 1_000));
        return this;
    }

    GuildSnapshot snapshot() {
        Guild guild =
                new Guild(
                        GUILD,
                        GuildKind.COMMUNITY,
                        "guild",
                        null,
                        null,
                        OWNER,
                        systemChannelId,
                        300);
        return new GuildSnapshot(
                0,
                guild,
                List.copyOf(roles.values()),
                List.copyOf(channels.values()),
                new ArrayList<>(members.values()),
                List.of(),
                List.of(),
                List.of());
    }

    TestGuild build() {
        return new TestGuild(GuildState.restore(snapshot()));
    }
}
