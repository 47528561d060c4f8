package dev.guildhall.guild.store.cassandra;

import dev.guildhall.guild.store.LogEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One guild's log under one epoch: the truth, of which the tables are projections.
///
/// `append` and `settle` belong to one thread at a time; the others may be called by any. All block
/// and throw `StoreException`.
public interface GuildLog {

    long epoch();

    /// The last entry's seq as of the last `settle` or `append`; 0 for none.
    long lastSeq();

    /// Finds out what became of an append that ended with `Unreachable`: afterwards it is either in
    /// the log or never will be, and `lastSeq` says which. Throws `Fenced` when another has claimed
    /// the guild. Asks the store each time.
    void settle();

    /// Does what an append of the entry needs and what nobody has to wait for. Any thread may.
    void prepare(LogEntry entry);

    /// Stores the batch whole or not at all. `Unreachable`: not known yet, and the next `settle` or
    /// `append` finds out first. `Fenced`: not stored, and never will be.
    void append(List<LogEntry> batch);

    /// At most `limit` entries after `afterSeq`; empty when some of them are no longer kept.
    Optional<List<LogEntry>> tail(long afterSeq, int limit);

    /// Gives all entries after `afterSeq` to `each` in order, page by page, as of when it began or
    /// later. Throws `Corrupt` when some of them are missing.
    void replay(long afterSeq, Consumer<LogEntry> each);

    /// Removes entries up to `seq`, as many as can be removed cheaply: whole buckets.
    void trim(long seq);
}
