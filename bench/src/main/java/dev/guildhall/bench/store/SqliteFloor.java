package dev.guildhall.bench.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/// The least that a durable append to SQLite can do: one transaction with a row of the log and a
/// row of the messages for each event, synced (WAL, synchronous=FULL), in a loop.
final class SqliteFloor {

    private static final String TABLES =
            """
            CREATE TABLE log (seq INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, event BLOB NOT NULL);
            CREATE TABLE messages (
              channel_id INTEGER NOT NULL, message_id INTEGER NOT NULL, author_id INTEGER NOT NULL,
              body BLOB NOT NULL, PRIMARY KEY (channel_id, message_id)) WITHOUT ROWID;
            """;

    private static final SQLiteConfig FASTEST = new SQLiteConfig();

    static {
        FASTEST.setGetGeneratedKeys(false);
    }

    private SqliteFloor() {}

    /// Events a second in batches of `batch`, each event of `eventBytes`.
    static double run(Path file, int batch, int eventBytes, int seconds) throws SQLException {
        byte[] bytes = new byte[eventBytes];
        try (Connection db = FASTEST.createConnection("jdbc:sqlite:" + file);
                Statement statement = db.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.executeUpdate(TABLES);
            db.setAutoCommit(false);
            try (PreparedStatement log = db.prepareStatement("INSERT INTO log VALUES (?, 1, ?)");
                    PreparedStatement message =
                            db.prepareStatement("INSERT INTO messages VALUES (1, ?, 1, ?)")) {
                long seq = 0;
                long start = System.nanoTime();
                while (System.nanoTime() - start < seconds * 1_000_000_000L) {
                    for (int i = 0; i < batch; i++) {
                        seq++;
                        log.setLong(1, seq);
                        log.setBytes(2, bytes);
                        log.executeUpdate();
                        message.setLong(1, seq);
                        message.setBytes(2, bytes);
                        message.executeUpdate();
                    }
                    db.commit();
                }
                return seq * 1e9 / (System.nanoTime() - start);
            }
        }
    }

    /// The mean length of an event in a guild's file.
    static int meanEventBytes(Path file) throws SQLException {
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = db.createStatement();
                var row = statement.executeQuery("SELECT avg(length(event)) FROM log")) {
            return row.getInt(1);
        }
    }
}
