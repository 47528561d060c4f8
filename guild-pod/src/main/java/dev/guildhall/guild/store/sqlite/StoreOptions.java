package dev.guildhall.guild.store.sqlite;

/// The bounds of an embedded store.
///
/// `logEntriesKept` at least stay in a guild's log; `readConnections` to one guild's file at most;
/// `blockedAfterMs` is how long somebody else's lock is waited for; `chunkRows` are deleted in one
/// transaction of the housekeeping; `maxFilePages` of 4 KiB is a guild's file large at most, beyond
/// which writes are refused as on a full disk.
public record StoreOptions(
        long logEntriesKept,
        int readConnections,
        int blockedAfterMs,
        int chunkRows,
        long maxFilePages) {

    /// SQLite's own bound, 16 TiB.
    private static final long MAX_PAGES = 4_294_967_294L;

    public static StoreOptions defaults() {
        return new StoreOptions(200_000, 4, 2_000, 500, MAX_PAGES);
    }

    StoreOptions withMaxFilePages(long pages) {
        return new StoreOptions(logEntriesKept, readConnections, blockedAfterMs, chunkRows, pages);
    }

    StoreOptions withBlockedAfterMs(int ms) {
        return new StoreOptions(logEntriesKept, readConnections, ms, chunkRows, maxFilePages);
    }

    StoreOptions withLog(long entriesKept, int rowsInChunk) {
        return new StoreOptions(
                entriesKept, readConnections, blockedAfterMs, rowsInChunk, maxFilePages);
    }
}
