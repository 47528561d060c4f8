package dev.guildhall.guild.store;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A durable event at its place in the guild's order; seqs start at 1 and have no gaps. A value.
///
/// Its bytes are made once, by whoever asks first: so that they can be made before the append that
/// others wait for. All who ask do so with equal `EventBytes`.
public final class LogEntry {

    private static final byte[] NONE = new byte[0];

    private final long seq;
    private final Event.Durable event;
    private volatile @Nullable CreatedBytes encoded;

    public LogEntry(long seq, Event.Durable event) {
        this.seq = seq;
        this.event = event;
    }

    public long seq() {
        return seq;
    }

    public Event.Durable event() {
        return event;
    }

    /// The event as it lies in a log. Not to be changed.
    public byte[] bytes(EventBytes by) {
        return encoded(by).event();
    }

    /// The message that the event creates as it lies in a table, see `body(Message, EventBytes)`;
    /// empty for other events. Not to be changed.
    public byte[] body(EventBytes by) {
        return encoded(by).body();
    }

    /// A message as it lies in a table: without its reactions and the message that it answers,
    /// which are read from where they are.
    public static byte[] body(Message message, EventBytes by) {
        return by.of(message.withoutReferenced().withReactions(List.of()));
    }

    private CreatedBytes encoded(EventBytes by) {
        CreatedBytes known = encoded;
        if (known == null) {
            known =
                    event instanceof Event.MessageCreated created
                            ? by.created(created)
                            : new CreatedBytes(by.of(event), NONE);
            encoded = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LogEntry entry && seq == entry.seq && event.equals(entry.event);
    }

    @Override
    public int hashCode() {
        return Objects.hash(seq, event);
    }

    @Override
    public String toString() {
        return "LogEntry[" + seq + ", " + event + "]";
    }
}
