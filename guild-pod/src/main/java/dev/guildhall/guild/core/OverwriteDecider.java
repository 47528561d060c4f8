package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Overwrite;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.permission.Hierarchy;
import dev.guildhall.common.permission.Permission;
import java.util.ArrayList;
import java.util.List;

/// One overwrite of a channel, set or deleted.
final class OverwriteDecider {

    private OverwriteDecider() {}

    static Decision set(Request request, Command.SetOverwrite set) {
        Channel channel = request.state().channel(set.channelId());
        if (channel == null) {
            return Decisions.reject(Reason.UNKNOWN_CHANNEL);
        }
        Rejection refusal = request.refusal(channel, Permission.MANAGE_ROLES);
        if (refusal != null) {
            return Decisions.reject(refusal);
        }
        Overwrite wanted = OverwriteRules.known(set.overwrite());
        if (channel.overwrites().contains(wanted)) {
            return Decisions.NOTHING_TO_DO;
        }
        List<Overwrite> changed = without(channel, wanted.id());
        changed.add(wanted);
        Rejection invalid =
                OverwriteRules.check(
                        request, request.grantable(channel), channel.overwrites(), changed);
        return invalid == null ? update(channel, changed) : Decisions.reject(invalid);
    }

    static Decision delete(Request request, Command.DeleteOverwrite delete) {
        ChannelId channelId = delete.channelId();
        Channel channel = request.state().channel(channelId);
        if (channel == null) {
            return Decisions.reject(Reason.UNKNOWN_CHANNEL);
        }
        Rejection refusal = request.refusal(channel, Permission.MANAGE_ROLES);
        if (refusal != null) {
            return Decisions.reject(refusal);
        }
        for (Overwrite overwrite : channel.overwrites()) {
            if (overwrite.id() == delete.overwriteId()) {
                long bits = OverwriteRules.changedBits(overwrite, null);
                return Hierarchy.mayGrant(request.grantable(channel), bits)
                        ? update(channel, without(channel, overwrite.id()))
                        : Decisions.reject(Reason.MISSING_PERMISSIONS);
            }
        }
        return Decisions.reject(Reason.UNKNOWN_OVERWRITE);
    }

    private static Decision update(Channel channel, List<Overwrite> overwrites) {
        return Decisions.accept(new Event.ChannelUpdated(channel.withOverwrites(overwrites)));
    }

    private static List<Overwrite> without(Channel channel, long overwriteId) {
        List<Overwrite> left = new ArrayList<>(channel.overwrites());
        left.removeIf(overwrite -> overwrite.id() == overwriteId);
        return left;
    }
}
