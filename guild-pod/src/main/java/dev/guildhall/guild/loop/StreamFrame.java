package dev.guildhall.guild.loop;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.guild.core.SessionOpening;

/// What an edge says on its stream after its hello. Takes effect in the order of the stream.
public sealed interface StreamFrame {

    /// A gateway session comes. Above `largeThreshold` members its view leaves out offline ones;
    /// `wantsPresences` is the PRESENCES intent.
    record OpenSession(SessionOpening opening, int largeThreshold, boolean wantsPresences)
            implements StreamFrame {}

    record UpdateSession(SessionId sessionId, Presence presence) implements StreamFrame {}

    record CloseSession(SessionId sessionId) implements StreamFrame {}

    /// A command; `commandId` is the edge's own and comes back with the answer.
    record StreamCommand(long commandId, Actor actor, Command command) implements StreamFrame {}
}
