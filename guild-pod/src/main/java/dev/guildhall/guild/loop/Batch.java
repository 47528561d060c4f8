package dev.guildhall.guild.loop;

import dev.guildhall.common.guild.Event;
import dev.guildhall.guild.store.LogEntry;
import java.util.ArrayList;
import java.util.List;

/// What the loop made of the items it took at once: events to store, and effects after that.
final class Batch {

    private final List<LogEntry> log = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private final List<Event> published = new ArrayList<>();
    private long seq;
    private long bytes;

    /// `seq` is that of the guild's last durable event.
    Batch(long seq) {
        this.seq = seq;
    }

    /// Takes an event that was applied.
    void add(Event event) {
        if (event instanceof Event.Durable durable) {
            seq++;
            log.add(new LogEntry(seq, durable));
            bytes += Weight.of(event);
        }
        published.add(event);
        effects.add(new Effect.Publish(new Sequenced(seq, event)));
    }

    void add(Effect effect) {
        effects.add(effect);
    }

    /// The last durable event's, with those of this batch.
    long seq() {
        return seq;
    }

    /// What its durable events take, estimated.
    long bytes() {
        return bytes;
    }

    List<LogEntry> log() {
        return log;
    }

    /// All events, durable or not, in order.
    List<Event> published() {
        return published;
    }

    List<Effect> effects() {
        return effects;
    }
}
