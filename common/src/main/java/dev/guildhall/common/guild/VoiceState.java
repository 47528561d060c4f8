package dev.guildhall.common.guild;

import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.id.UserId;
import org.jspecify.annotations.Nullable;

/// Where a user is in voice. `channelId` null means that they left.
///
/// A voice state belongs to a session and dies with it; it is not in the guild's log.
public record VoiceState(
        UserId userId,
        SessionId sessionId,
        @Nullable ChannelId channelId,
        boolean selfMute,
        boolean selfDeaf,
        boolean selfVideo,
        boolean mute,
        boolean deaf,
        boolean suppress) {}
