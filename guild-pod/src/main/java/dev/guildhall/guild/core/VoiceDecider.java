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
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.permission.Permission;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A user's own voice state: join, move, leave, mute and deafen oneself.
final class VoiceDecider {

    private VoiceDecider() {}

    /// The session that joins owns the voice state; any of the user's sessions may end it.
    static Decision set(Request request, Command.SetVoiceState set) {
        Member member = request.member();
        if (member == null) {
            return Decisions.reject(Reason.MISSING_ACCESS);
        }
        GuildState state = request.state();
        UserId userId = member.user().id();
        if (!userId.equals(state.sessions.userOf(set.sessionId()))) {
            return Decisions.reject(Reason.MISSING_ACCESS);
        }
        VoiceState was = state.voice.find(userId);
        if (set.channelId() == null) {
            return was == null
                    ? Decisions.NOTHING_TO_DO
                    : Decisions.accept(Sessions.leftVoice(was, member));
        }
        return join(request, member, was, set, set.channelId());
    }

    private static Decision join(
            Request request,
            Member member,
            @Nullable VoiceState was,
            Command.SetVoiceState set,
            ChannelId channelId) {
        Channel channel = request.state().channel(channelId);
        if (channel == null) {
            return Decisions.reject(Reason.UNKNOWN_CHANNEL);
        }
        if (channel.type() != ChannelType.VOICE) {
            return Decisions.reject(Reason.CANNOT_ACT_ON_CHANNEL_TYPE);
        }
        long held = request.permissions(channel);
        Rejection refusal = Request.refusal(held, Permission.CONNECT);
        if (refusal != null) {
            return Decisions.reject(refusal);
        }
        boolean there = was != null && Objects.equals(was.channelId(), channelId);
        if (!there && isFull(request, channel) && !Permission.MOVE_MEMBERS.in(held)) {
            return Decisions.reject(Reason.MISSING_PERMISSIONS);
        }
        VoiceState wanted =
                new VoiceState(
                        member.user().id(),
                        set.sessionId(),
                        channelId,
                        set.selfMute(),
                        set.selfDeaf(),
                        set.selfVideo(),
                        false,
                        false,
                        false);
        VoiceState now = VoiceStates.in(channel, member, wanted, held);
        return now.equals(was)
                ? Decisions.NOTHING_TO_DO
                : Decisions.accept(new Event.VoiceStateChanged(now, member));
    }

    private static boolean isFull(Request request, Channel channel) {
        return channel.userLimit() > 0
                && request.state().voice.count(channel.id()) >= channel.userLimit();
    }
}
