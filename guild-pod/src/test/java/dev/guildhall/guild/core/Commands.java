package dev.guildhall.guild.core;

import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Command.AllowedMentions;
import dev.guildhall.common.guild.Command.Patch;
import dev.guildhall.common.guild.Embed;
import dev.guildhall.common.guild.Overwrite;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.permission.Permission;
import dev.guildhall.common.permission.Permissions;
import java.util.List;

/// Commands with everything at its default but what a test is about.
final class Commands {

    private Commands() {}

    static Command.CreateMessage message(String content) {
        return message(GuildBuilder.TEXT, content);
    }

    static Command.CreateMessage message(ChannelId channelId, String content) {
        return new Command.CreateMessage(
                channelId, content, List.of(), false, 0, null, false, null, true, null);
    }

    static Command.CreateMessage embeds(Embed... embeds) {
        return new Command.CreateMessage(
                GuildBuilder.TEXT, "", List.of(embeds), false, 0, null, false, null, true, null);
    }

    static Command.CreateMessage nonce(String content, String nonce) {
        return new Command.CreateMessage(
                GuildBuilder.TEXT, content, List.of(), false, 0, nonce, true, null, true, null);
    }

    static Command.CreateMessage reply(String content, MessageId to, boolean failIfMissing) {
        return new Command.CreateMessage(
                GuildBuilder.TEXT,
                content,
                List.of(),
                false,
                0,
                null,
                false,
                to,
                failIfMissing,
                null);
    }

    static Command.CreateMessage mentioning(String content, AllowedMentions allowed) {
        return new Command.CreateMessage(
                GuildBuilder.TEXT, content, List.of(), false, 0, null, false, null, true, allowed);
    }

    static Command.EditMessage edit(MessageId messageId, String content) {
        return new Command.EditMessage(GuildBuilder.TEXT, messageId, content, null, null);
    }

    static Command.CreateChannel channel(ChannelType type, String name, ChannelId parentId) {
        return new Command.CreateChannel(
                type, name, null, parentId, null, false, 0, null, 0, List.of());
    }

    static Command.CreateChannel channel(String name, Overwrite... overwrites) {
        return new Command.CreateChannel(
                ChannelType.TEXT, name, null, null, null, false, 0, null, 0, List.of(overwrites));
    }

    static Command.UpdateChannel rename(ChannelId channelId, String name) {
        return new Command.UpdateChannel(
                channelId, name, null, null, null, null, null, null, null, null);
    }

    static Command.UpdateChannel move(ChannelId channelId, ChannelId parentId) {
        return new Command.UpdateChannel(
                channelId, null, null, new Patch<>(parentId), null, null, null, null, null, null);
    }

    static Command.UpdateChannel slow(ChannelId channelId, int seconds) {
        return new Command.UpdateChannel(
                channelId, null, null, null, null, null, seconds, null, null, null);
    }

    static Command.UpdateChannel userLimit(ChannelId channelId, int limit) {
        return new Command.UpdateChannel(
                channelId, null, null, null, null, null, null, null, limit, null);
    }

    static Command.CreateRole role(String name, Permission... permissions) {
        return new Command.CreateRole(name, Permissions.union(permissions), 0, false, false);
    }

    static Command.UpdateRole moveRole(long roleId, int position) {
        return new Command.UpdateRole(new RoleId(roleId), null, null, null, null, null, position);
    }

    static Command.UpdateRole permit(long roleId, Permission... permissions) {
        return new Command.UpdateRole(
                new RoleId(roleId), null, Permissions.union(permissions), null, null, null, null);
    }

    static Command.UpdateMember nick(UserId userId, String nick) {
        return new Command.UpdateMember(userId, new Patch<>(nick), null, null, null, null, null);
    }

    static Command.UpdateMember roles(UserId userId, Long... roleIds) {
        return new Command.UpdateMember(
                userId,
                null,
                List.of(roleIds).stream().map(RoleId::new).toList(),
                null,
                null,
                null,
                null);
    }

    static Command.UpdateMember timeout(UserId userId, Long untilMs) {
        return new Command.UpdateMember(userId, null, null, null, null, new Patch<>(untilMs), null);
    }

    static Command.UpdateMember mute(UserId userId) {
        return new Command.UpdateMember(userId, null, null, true, null, null, null);
    }

    static Command.UpdateMember moveVoice(UserId userId, ChannelId channelId) {
        return new Command.UpdateMember(
                userId, null, null, null, null, null, new Patch<>(channelId));
    }

    static Command.SetVoiceState voice(String session, ChannelId channelId) {
        return new Command.SetVoiceState(new SessionId(session), channelId, false, false, false);
    }
}
