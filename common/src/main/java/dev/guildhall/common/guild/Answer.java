package dev.guildhall.common.guild;

import java.util.List;

/// What a guild says to a command: done, and stored, or refused.
public sealed interface Answer {

    /// Done. `events` are what it made, empty when everything was as wanted already; `seq` is the
    /// guild's last durable event after it. Durable events among them are on disk.
    ///
    /// A doubled nonce gives `duplicate` and the first one's MessageCreated.
    record Accepted(long seq, List<Event> events, boolean duplicate) implements Answer {}

    /// Not done, and nothing changed.
    record Rejected(Rejection rejection) implements Answer {}
}
