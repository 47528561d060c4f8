package dev.guildhall.guild.store.sqlite;

/// The bounds of an embedded store.
///
/// `logEntriesKept` at least stay in a guild's log; `readConnections` to one guild's file at most;
/// `blockedAfterMs` is how long somebody else's lock is waited for; `chunkRows` are deleted in one
/// transaction of the housekeeping.
public record StoreOptions(
        long logEntriesKept, int readConnections, int blockedAfterMs, int chunkRows) {

    public static StoreOptions defaults() {
        return new StoreOptions(200_000, 4, 2_000, 500);
    }
}
