package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.VoiceState;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.id.UserId;
import org.jspecify.annotations.Nullable;

/// A gateway session that comes to the guild, online as `presence` says.
///
/// `voiceState` is set when the session says again where it was in voice, after the guild lost
/// sight of it.
public record SessionOpening(
        SessionId sessionId, UserId userId, Presence presence, @Nullable VoiceState voiceState) {}
