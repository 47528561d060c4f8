package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.VoiceState;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.permission.Permission;
import dev.guildhall.common.permission.Permissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What others do to a member in voice: mute, deafen, move, disconnect.
final class VoiceMoves {

    private VoiceMoves() {}

    /// Why the asker may not do that to the target; null when they may. Rights of the channel that
    /// the target is in count, or of the guild when they are in none.
    static @Nullable Rejection check(
            Request request,
            Member target,
            boolean mutes,
            boolean deafens,
            Command.@Nullable Patch<ChannelId> move) {
        Channel current = current(request, target);
        long held = current == null ? request.permissions() : request.permissions(current);
        boolean may =
                (!mutes || Permission.MUTE_MEMBERS.in(held))
                        && (!deafens || Permission.DEAFEN_MEMBERS.in(held))
                        && (move == null || Permission.MOVE_MEMBERS.in(held));
        if (!may) {
            return Rejection.of(Reason.MISSING_PERMISSIONS);
        }
        if (move == null) {
            return null;
        }
        if (current == null) {
            return Rejection.of(Reason.NOT_CONNECTED_TO_VOICE);
        }
        return move.value() == null ? null : checkDestination(request, move.value());
    }

    /// The voice event that follows from the member's change and the move; empty when they are not
    /// in voice or nothing about it changes. Who is timed out is disconnected.
    static Optional<Event> after(
            Request request, Member changed, Command.@Nullable Patch<ChannelId> move) {
        VoiceState was = request.state().voice.find(changed.user().id());
        if (was == null) {
            return Optional.empty();
        }
        ChannelId channelId = Patches.of(move, was.channelId());
        Channel channel = channelId == null ? null : request.state().channel(channelId);
        if (channel == null || Permissions.isTimedOut(changed, request.nowMs())) {
            return Optional.of(Sessions.leftVoice(was, changed));
        }
        long held =
                Permissions.inChannel(request.state().scope(), channel, changed, request.nowMs());
        VoiceState now = VoiceStates.in(channel, changed, was, held);
        return now.equals(was)
                ? Optional.empty()
                : Optional.of(new Event.VoiceStateChanged(now, changed));
    }

    private static @Nullable Rejection checkDestination(Request request, ChannelId channelId) {
        Channel channel = request.state().channel(channelId);
        if (channel == null) {
            return Rejection.of(Reason.UNKNOWN_CHANNEL);
        }
        if (channel.type() != ChannelType.VOICE) {
            return Rejection.of(Reason.CANNOT_ACT_ON_CHANNEL_TYPE);
        }
        Rejection refusal = request.refusal(channel, Permission.CONNECT);
        return refusal != null ? refusal : request.refusal(channel, Permission.MOVE_MEMBERS);
    }

    private static @Nullable Channel current(Request request, Member target) {
        VoiceState state = request.state().voice.find(target.user().id());
        ChannelId channelId = state == null ? null : state.channelId();
        return channelId == null ? null : request.state().channel(channelId);
    }
}
