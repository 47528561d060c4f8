package dev.guildhall.guild.store.cassandra.tables;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.Snowflake;
import java.util.function.ToLongFunction;

/// The bounds of a guild's tables.
///
/// Appends wait while `lagEntries` are not projected, and `lagWaitMs` at most; reads wait as long
/// for what was appended before them. `chunkEntries` are projected at once. An entry that deletes
/// many messages counts as one for each of them in both. A snapshot is written every
/// `snapshotEntries`, and at least `logEntriesKept` stay in the log behind it. `keepMessagesMs`
/// says for how long a guild's messages are kept, 0 for ever.
public record TablesOptions(
        int lagEntries,
        long lagWaitMs,
        int chunkEntries,
        long snapshotEntries,
        long logEntriesKept,
        ToLongFunction<GuildId> keepMessagesMs) {

    public static TablesOptions defaults() {
        return new TablesOptions(10_000, 5_000, 256, 20_000, 200_000, _ -> 0);
    }

    TablesOptions withSnapshots(long everyEntries, long entriesKept) {
        return new TablesOptions(
                lagEntries, lagWaitMs, chunkEntries, everyEntries, entriesKept, keepMessagesMs);
    }

    TablesOptions inChunksOf(int entries) {
        return new TablesOptions(
                lagEntries, lagWaitMs, entries, snapshotEntries, logEntriesKept, keepMessagesMs);
    }

    /// With another limit on the age of messages.
    public TablesOptions keeping(ToLongFunction<GuildId> messagesMs) {
        return new TablesOptions(
                lagEntries, lagWaitMs, chunkEntries, snapshotEntries, logEntriesKept, messagesMs);
    }

    /// The smallest id of a message of the guild that is shown at `unixMs`; 0 when all are.
    public long firstShown(GuildId guildId, long unixMs) {
        long keepMs = keepMessagesMs.applyAsLong(guildId);
        return keepMs <= 0 ? 0 : Math.max(0, Snowflake.first(unixMs - keepMs, 0));
    }
}
