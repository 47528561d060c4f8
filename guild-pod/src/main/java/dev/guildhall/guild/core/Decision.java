package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import java.util.List;

/// What the core makes of a command. Deciding changes nothing; only the events do, when they are
/// applied.
public sealed interface Decision {

    /// Do it: apply and append `events` in order. Empty when all is as wanted already.
    record Accept(List<Event> events) implements Decision {}

    /// It was done before, under the same enforced nonce; `original` is what it made then.
    record Duplicate(Event.MessageCreated original) implements Decision {}

    /// Refuse it.
    record Reject(Rejection rejection) implements Decision {}

    /// The state does not hold this message: load it (off the loop), give it to the state, and
    /// decide again.
    record NeedsMessage(ChannelId channelId, MessageId messageId) implements Decision {}
}
