package dev.guildhall.edge.relay;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.permission.PermissionScope;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What of a guild decides who sees what, at one moment: immutable, so that an event can keep the
/// shape in which it happened. Changes are rare (at most 250 roles and 500 channels are copied).
/// `places` numbers the channels from 0, so that a viewer can remember one bit for each.
record GuildShape(
        Guild guild,
        Map<RoleId, Role> roles,
        Map<ChannelId, Channel> channels,
        Map<ChannelId, Integer> places,
        PermissionScope scope) {

    static GuildShape of(Guild guild, List<Role> roles, List<Channel> channels) {
        Map<RoleId, Role> roleMap = new LinkedHashMap<>();
        roles.forEach(role -> roleMap.put(role.id(), role));
        Map<ChannelId, Channel> channelMap = new LinkedHashMap<>();
        channels.forEach(channel -> channelMap.put(channel.id(), channel));
        return of(guild, roleMap, channelMap);
    }

    private static GuildShape of(
            Guild guild, Map<RoleId, Role> roles, Map<ChannelId, Channel> channels) {
        Map<ChannelId, Integer> places = HashMap.newHashMap(channels.size());
        channels.keySet().forEach(id -> places.put(id, places.size()));
        return new GuildShape(guild, roles, channels, places, PermissionScope.of(guild, roles));
    }

    /// The guild is a direct-message channel.
    boolean direct() {
        return guild.kind() == GuildKind.DIRECT;
    }

    List<Role> roleList() {
        return List.copyOf(roles.values());
    }

    /// The shape after `event`; the same object when it leaves the shape alone.
    GuildShape after(Event.Durable event) {
        return switch (event) {
            case Event.GuildCreated e -> of(e.guild(), e.roles(), e.channels());
            case Event.GuildUpdated e -> of(e.guild(), roles, channels);
            case Event.ChannelCreated e -> withChannel(e.channel());
            case Event.ChannelUpdated e -> withChannel(e.channel());
            case Event.ChannelDeleted e -> withoutChannel(e.channel().id());
            case Event.RoleCreated e -> withRole(e.role());
            case Event.RoleUpdated e -> withRole(e.role());
            case Event.RoleDeleted e -> withoutRole(e.roleId());
            case Event.MemberJoined _,
                    Event.MemberUpdated _,
                    Event.MemberLeft _,
                    Event.BanAdded _,
                    Event.BanRemoved _,
                    Event.MessageCreated _,
                    Event.MessageUpdated _,
                    Event.MessageDeleted _,
                    Event.MessagesBulkDeleted _,
                    Event.MessagePinChanged _,
                    Event.ReactionAdded _,
                    Event.ReactionRemoved _,
                    Event.ReactionsCleared _ ->
                    this;
        };
    }

    private GuildShape withChannel(Channel channel) {
        Map<ChannelId, Channel> copy = new LinkedHashMap<>(channels);
        copy.put(channel.id(), channel);
        return of(guild, roles, copy);
    }

    private GuildShape withoutChannel(ChannelId channelId) {
        Map<ChannelId, Channel> copy = new LinkedHashMap<>(channels);
        copy.remove(channelId);
        return of(guild, roles, copy);
    }

    private GuildShape withRole(Role role) {
        Map<RoleId, Role> copy = new LinkedHashMap<>(roles);
        copy.put(role.id(), role);
        return of(guild, copy, channels);
    }

    private GuildShape withoutRole(RoleId roleId) {
        Map<RoleId, Role> copy = new LinkedHashMap<>(roles);
        copy.remove(roleId);
        return of(guild, copy, channels);
    }
}
