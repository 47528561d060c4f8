package dev.guildhall.edge.rpc;

import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.VoiceState;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.id.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an edge attaches with: the last seq that it has, 0 for nothing, and its open sessions.
public record LinkHello(long lastSeq, List<SessionIntro> sessions) {

    /// A gateway session, as the guild is told of it. `voiceState` says where it was in voice when
    /// the stream broke, null in a SessionOpen.
    public record SessionIntro(
            SessionId sessionId,
            UserId userId,
            Presence presence,
            int largeThreshold,
            boolean wantsPresences,
            @Nullable VoiceState voiceState) {}
}
