package dev.guildhall.guild.loop;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// Keeps the frames of one stream in order: while one of its commands is parked, what came after it
/// waits. For the loop's thread alone.
///
/// What waits is bounded by the stream's window: an edge gets to send more only when its frames
/// were dealt with.
final class Lanes {

    private final Map<Attachment, ArrayDeque<Inbound.FromEdge>> blocked = new HashMap<>();
    private final BiPredicate<Inbound.FromEdge, Batch> process;

    /// `process` deals with a frame, or returns false when it is parked.
    Lanes(BiPredicate<Inbound.FromEdge, Batch> process) {
        this.process = process;
    }

    void frame(Inbound.FromEdge frame, Batch batch) {
        ArrayDeque<Inbound.FromEdge> waiting = blocked.get(frame.attachment());
        if (waiting != null) {
            waiting.add(frame);
        } else if (process.test(frame, batch)) {
            frame.attachment().consumed(1);
        } else {
            blocked.put(frame.attachment(), new ArrayDeque<>());
        }
    }

    /// The parked command of this stream was answered: what waits behind it may go on.
    void unblock(Attachment attachment, Batch batch) {
        ArrayDeque<Inbound.FromEdge> waiting = blocked.remove(attachment);
        if (waiting == null) {
            return;
        }
        attachment.consumed(1);
        while (true) {
            Inbound.@Nullable FromEdge next = waiting.poll();
            if (next == null) {
                return;
            }
            if (!process.test(next, batch)) {
                blocked.put(attachment, waiting);
                return;
            }
            attachment.consumed(1);
        }
    }

    void forget(Attachment attachment) {
        blocked.remove(attachment);
    }
}
