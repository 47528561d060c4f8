package dev.guildhall.guild.store.sqlite;

import dev.guildhall.guild.store.StoreException;
import java.sql.SQLException;
import org.sqlite.SQLiteException;

/// SQLite's result codes as the store's failures. No statement breaks a constraint in a file that
/// is whole.
///
/// Source: <https://www.sqlite.org/rescode.html>
final class SqliteFailures {

    private static final int PRIMARY = 0xFF;

    private SqliteFailures() {}

    /// An `IllegalStateException` for what only a bug can cause.
    static RuntimeException of(SQLException failure) {
        int code = failure instanceof SQLiteException e ? e.getResultCode().code : -1;
        String message = String.valueOf(failure.getMessage());
        return switch (code & PRIMARY) {
            case 5, 6 -> new StoreException.Blocked(message, failure); // BUSY, LOCKED
            case 7, 8, 10, 13, 14 -> // NOMEM, READONLY, IOERR, FULL, CANTOPEN
                    new StoreException.WriteRefused(message, failure);
            case 11, 19, 24, 26 -> // CORRUPT, CONSTRAINT, FORMAT, NOTADB
                    new StoreException.Corrupt(message, failure);
            default -> new IllegalStateException("SQLite: " + message, failure);
        };
    }
}
