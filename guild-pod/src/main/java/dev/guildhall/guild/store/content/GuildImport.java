package dev.guildhall.guild.store.content;

import java.util.List;
import java.util.Optional;

/// Puts a guild into a store, by steps that are on disk one after the other. For one thread.
public interface GuildImport extends AutoCloseable {

    /// What the last step said, of this attempt or an earlier one; empty before the first.
    Optional<String> position();

    /// One step: the records, in their order, and how far that is. The same step may be repeated.
    void apply(List<ContentRecord> records, String position);

    /// Makes the guild exist with what was put in. The last record has to have been its head.
    void finish();

    /// Leaves what was put in for a later attempt, unless it was finished.
    @Override
    void close();
}
