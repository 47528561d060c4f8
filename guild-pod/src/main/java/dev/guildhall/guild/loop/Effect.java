package dev.guildhall.guild.loop;

import dev.guildhall.common.guild.Answer;
import dev.guildhall.guild.store.LogEntry;
import java.util.List;
import java.util.function.Consumer;

/// What a batch does to the world once its events are on disk, in this order.
sealed interface Effect {

    /// The event goes to all edges that are attached at this point.
    record Publish(Sequenced event) implements Effect {}

    /// The answer to a call. `indexed` are entries that the indexes have to have first.
    record Reply(Consumer<Answer> to, Answer answer, List<LogEntry> indexed) implements Effect {}

    /// The answer to a command on a stream. `indexed` as in [Reply].
    record StreamReply(Attachment attachment, long commandId, Answer answer, List<LogEntry> indexed)
            implements Effect {}

    /// From here on the edge gets events.
    record Attach(Attachment attachment, long lastSeq, Outbound.Attached attached)
            implements Effect {}

    /// A frame for one edge.
    record Send(Attachment attachment, Outbound frame) implements Effect {}

    /// Work that must see what the batch stored. `refused` runs instead when it was not stored.
    record Start(Runnable work, Runnable refused) implements Effect {}
}
