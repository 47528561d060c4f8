package dev.guildhall.guild.store.content;

import dev.guildhall.common.guild.Event;
import dev.guildhall.guild.store.GuildStore;
import dev.guildhall.guild.store.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Appends the events that make a guild. The n-th of them has the seq n, so the log's last seq says
/// how many are there already: those are skipped.
final class ReplayedImport implements GuildImport {

    /// Events of one batch; a message has about 10 KB at most, and stores bound a batch by some MB.
    private static final int BATCH = 250;

    private final GuildStore store;
    private final Runnable finished;
    private final ContentEvents events = new ContentEvents();
    private final List<LogEntry> batch = new ArrayList<>(BATCH);
    private final long there;
    private long seq;

    ReplayedImport(GuildStore store, Runnable finished) {
        this.store = store;
        this.finished = finished;
        this.there = store.recover().seq();
    }

    /// Everything has to come again, to be counted.
    @Override
    public Optional<String> position() {
        return Optional.empty();
    }

    @Override
    public void apply(List<ContentRecord> records, String position) {
        for (ContentRecord each : records) {
            events.of(each, this::put);
        }
        flush();
    }

    private void put(Event.Durable event) {
        seq++;
        if (seq > there) {
            batch.add(new LogEntry(seq, event));
        }
        if (batch.size() == BATCH) {
            flush();
        }
    }

    private void flush() {
        if (!batch.isEmpty()) {
            store.append(List.copyOf(batch));
            batch.clear();
        }
    }

    @Override
    public void finish() {
        finished.run();
    }

    @Override
    public void close() {
        store.close();
    }
}
