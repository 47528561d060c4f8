package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.VoiceState;
import dev.guildhall.common.permission.Permission;

/// Voice states as the guild allows them.
final class VoiceStates {

    private VoiceStates() {}

    /// The member in `channel`, as `wanted` says of session, self mute, self deaf and video, with
    /// the bits `held` that they hold there: no video without STREAM, suppressed without SPEAK.
    static VoiceState in(Channel channel, Member member, VoiceState wanted, long held) {
        return new VoiceState(
                member.user().id(),
                wanted.sessionId(),
                channel.id(),
                wanted.selfMute(),
                wanted.selfDeaf(),
                wanted.selfVideo() && Permission.STREAM.in(held),
                member.mute(),
                member.deaf(),
                !Permission.SPEAK.in(held));
    }
}
