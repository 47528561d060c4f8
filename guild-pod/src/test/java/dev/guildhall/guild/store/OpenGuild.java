package dev.guildhall.guild.store;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.id.GuildId;
import java.util.ArrayList;
import java.util.List;

/// A claimed guild of a test, which numbers what is appended.
public final class OpenGuild implements AutoCloseable {

    public final GuildStore store;
    private long seq;

    public OpenGuild(GuildStores stores, long epoch, String owner) {
        this(stores, GuildFixture.GUILD, epoch, owner);
    }

    public OpenGuild(GuildStores stores, GuildId guildId, long epoch, String owner) {
        this.store = stores.claim(guildId, epoch, owner);
        this.seq = store.recover().seq();
    }

    /// Appends as one batch; what fails takes no seqs.
    public void append(Event.Durable... events) {
        append(List.of(events));
    }

    public void append(List<? extends Event.Durable> events) {
        List<LogEntry> batch = new ArrayList<>();
        for (Event.Durable event : events) {
            batch.add(new LogEntry(seq + batch.size() + 1, event));
        }
        store.append(batch);
        seq += batch.size();
    }

    /// Finds out what became of appends without an answer.
    public void settle() {
        seq = store.recover().seq();
    }

    public long seq() {
        return seq;
    }

    @Override
    public void close() {
        store.close();
    }
}
