package dev.guildhall.rpc.codec;

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
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.rpc.v1.ChannelProto;
import dev.guildhall.rpc.v1.GuildKindProto;
import dev.guildhall.rpc.v1.GuildProto;
import dev.guildhall.rpc.v1.MemberProto;
import dev.guildhall.rpc.v1.OverwriteProto;
import dev.guildhall.rpc.v1.RoleProto;
import dev.guildhall.rpc.v1.UserProto;

/// Users, guilds, roles, channels and members. See [Fields] for what is refused.
public final class EntityCodec {

    private EntityCodec() {}

    public static UserProto toProto(User user) {
        UserProto.Builder proto =
                UserProto.newBuilder()
                        .setId(user.id().value())
                        .setUsername(user.username())
                        .setBot(user.bot());
        Fields.set(user.globalName(), proto::setGlobalName);
        Fields.set(user.avatar(), proto::setAvatar);
        return proto.build();
    }

    public static User fromProto(UserProto proto) {
        return new User(
                new UserId(proto.getId()),
                proto.getUsername(),
                proto.hasGlobalName() ? proto.getGlobalName() : null,
                proto.hasAvatar() ? proto.getAvatar() : null,
                proto.getBot());
    }

    public static GuildKindProto toProto(GuildKind kind) {
        return switch (kind) {
            case COMMUNITY -> GuildKindProto.GUILD_KIND_COMMUNITY;
            case DIRECT -> GuildKindProto.GUILD_KIND_DIRECT;
        };
    }

    public static GuildKind fromProto(GuildKindProto proto) {
        return switch (proto) {
            case GUILD_KIND_COMMUNITY -> GuildKind.COMMUNITY;
            case GUILD_KIND_DIRECT -> GuildKind.DIRECT;
            case GUILD_KIND_UNSPECIFIED, UNRECOGNIZED -> throw Fields.unknown("guild.kind", proto);
        };
    }

    public static GuildProto toProto(Guild guild) {
        GuildProto.Builder proto =
                GuildProto.newBuilder()
                        .setId(guild.id().value())
                        .setKind(toProto(guild.kind()))
                        .setName(guild.name())
                        .setOwnerId(guild.ownerId().value())
                        .setAfkTimeoutSeconds(guild.afkTimeoutSeconds());
        Fields.set(guild.icon(), proto::setIcon);
        Fields.set(guild.description(), proto::setDescription);
        Fields.set(guild.systemChannelId(), id -> proto.setSystemChannelId(id.value()));
        return proto.build();
    }

    public static Guild fromProto(GuildProto proto) {
        return new Guild(
                new GuildId(proto.getId()),
                fromProto(proto.getKind()),
                proto.getName(),
                proto.hasIcon() ? proto.getIcon() : null,
                proto.hasDescription() ? proto.getDescription() : null,
                new UserId(proto.getOwnerId()),
                proto.hasSystemChannelId() ? new ChannelId(proto.getSystemChannelId()) : null,
                proto.getAfkTimeoutSeconds());
    }

    public static RoleProto toProto(Role role) {
        return RoleProto.newBuilder()
                .setId(role.id().value())
                .setName(role.name())
                .setPermissions(role.permissions())
                .setColor(role.color())
                .setHoist(role.hoist())
                .setPosition(role.position())
                .setMentionable(role.mentionable())
                .build();
    }

    public static Role fromProto(RoleProto proto) {
        return new Role(
                new RoleId(proto.getId()),
                proto.getName(),
                proto.getPermissions(),
                proto.getColor(),
                proto.getHoist(),
                proto.getPosition(),
                proto.getMentionable());
    }

    public static OverwriteProto toProto(Overwrite overwrite) {
        return OverwriteProto.newBuilder()
                .setId(overwrite.id())
                .setMember(overwrite.target() == Overwrite.Target.MEMBER)
                .setAllow(overwrite.allow())
                .setDeny(overwrite.deny())
                .build();
    }

    public static Overwrite fromProto(OverwriteProto proto) {
        return new Overwrite(
                proto.getId(),
                proto.getMember() ? Overwrite.Target.MEMBER : Overwrite.Target.ROLE,
                proto.getAllow(),
                proto.getDeny());
    }

    public static ChannelProto toProto(Channel channel) {
        ChannelProto.Builder proto =
                ChannelProto.newBuilder()
                        .setId(channel.id().value())
                        .setType(channel.type().code())
                        .setName(channel.name())
                        .setPosition(channel.position())
                        .setNsfw(channel.nsfw())
                        .setSlowModeSeconds(channel.slowModeSeconds())
                        .setBitrate(channel.bitrate())
                        .setUserLimit(channel.userLimit());
        channel.overwrites().forEach(overwrite -> proto.addOverwrites(toProto(overwrite)));
        Fields.set(channel.parentId(), id -> proto.setParentId(id.value()));
        Fields.set(channel.topic(), proto::setTopic);
        Fields.set(channel.lastMessageId(), id -> proto.setLastMessageId(id.value()));
        Fields.set(channel.lastPinAtMs(), proto::setLastPinAtMs);
        return proto.build();
    }

    public static Channel fromProto(ChannelProto proto) {
        return new Channel(
                new ChannelId(proto.getId()),
                channelType(proto.getType()),
                proto.getName(),
                proto.getPosition(),
                proto.hasParentId() ? new ChannelId(proto.getParentId()) : null,
                proto.hasTopic() ? proto.getTopic() : null,
                proto.getNsfw(),
                proto.getSlowModeSeconds(),
                proto.getBitrate(),
                proto.getUserLimit(),
                proto.getOverwritesList().stream().map(EntityCodec::fromProto).toList(),
                proto.hasLastMessageId() ? new MessageId(proto.getLastMessageId()) : null,
                proto.hasLastPinAtMs() ? proto.getLastPinAtMs() : null);
    }

    /// The type with the protocol's number `code`.
    static ChannelType channelType(int code) {
        return switch (code) {
            case 0 -> ChannelType.TEXT;
            case 1 -> ChannelType.DM;
            case 2 -> ChannelType.VOICE;
            case 4 -> ChannelType.CATEGORY;
            case 5 -> ChannelType.ANNOUNCEMENT;
            default -> throw Fields.unknown("channel.type", code);
        };
    }

    public static MemberProto toProto(Member member) {
        MemberProto.Builder proto =
                MemberProto.newBuilder()
                        .setUser(toProto(member.user()))
                        .setJoinedAtMs(member.joinedAtMs())
                        .setDeaf(member.deaf())
                        .setMute(member.mute());
        member.roleIds().forEach(id -> proto.addRoleIds(id.value()));
        Fields.set(member.nick(), proto::setNick);
        Fields.set(member.timedOutUntilMs(), proto::setTimedOutUntilMs);
        return proto.build();
    }

    public static Member fromProto(MemberProto proto) {
        Fields.require(proto.hasUser(), "member.user");
        return new Member(
                fromProto(proto.getUser()),
                proto.hasNick() ? proto.getNick() : null,
                Fields.fromLongs(proto.getRoleIdsList(), RoleId::new),
                proto.getJoinedAtMs(),
                proto.getDeaf(),
                proto.getMute(),
                proto.hasTimedOutUntilMs() ? proto.getTimedOutUntilMs() : null);
    }
}
