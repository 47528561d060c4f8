package dev.guildhall.guild.store.sqlite;

/// Deletes the oldest entries of a log when more than enough newer ones are kept. To be used within
/// a write transaction.
final class LogTrim {

    private final Sql sql;
    private final long kept;

    LogTrim(Sql sql, StoreOptions options) {
        this.sql = sql;
        this.kept = options.logEntriesKept();
    }

    /// Deletes at most `rows`; returns how many.
    int trim(long rows) {
        long keptFrom = sql.number("SELECT max(seq) FROM log") - kept + 1;
        long first = firstSeq();
        return first >= keptFrom
                ? 0
                : sql.update("DELETE FROM log WHERE seq < ?", Math.min(keptFrom, first + rows));
    }

    /// 0 when the log is empty.
    long firstSeq() {
        return sql.number("SELECT min(seq) FROM log");
    }
}
