package dev.guildhall.guild.store.sqlite;

import dev.guildhall.guild.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/// One connection to one SQLite file, with its prepared statements.
///
/// Statements are kept by their text, so texts must be constants. For one thread at a time. Every
/// failure is a [StoreException], see [SqliteFailures].
///
/// The driver steps a `BEGIN` and a `COMMIT` of its own around each update, also where a
/// transaction is open, but only once around a batch: hence `insert` for what comes in numbers.
public final class Sql implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /// What rows wait for; null when none do.
    private @Nullable RowInsert inserting;

    private final List<@Nullable Object[]> waiting = new ArrayList<>();

    private Sql(Connection connection) {
        this.connection = connection;
    }

    /// Opens `file`, which is made when there is none, in WAL mode; a lock that somebody else holds
    /// is waited for `busyTimeoutMs`.
    public static Sql open(Path file, int busyTimeoutMs) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(busyTimeoutMs);
        config.setGetGeneratedKeys(false); // or every INSERT is followed by a query for its row id
        Connection connection;
        try {
            connection = config.createConnection("jdbc:sqlite:" + file);
        } catch (SQLException e) {
            throw SqliteFailures.of(e);
        }
        Sql sql = new Sql(connection);
        try {
            sql.run("PRAGMA journal_mode = WAL");
            sql.run("PRAGMA synchronous = FULL");
            sql.run("PRAGMA temp_store = MEMORY");
            return sql;
        } catch (RuntimeException e) {
            sql.close();
            throw e;
        }
    }

    /// One row of a result as a value. An `IllegalArgumentException`, or null where the schema has
    /// none, means that the file is damaged.
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// Runs a statement that is not worth keeping.
    public void run(String text) {
        insertWaiting();
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        } catch (SQLException e) {
            throw SqliteFailures.of(e);
        }
    }

    /// Runs a statement that changes rows; returns how many.
    public int update(String text, @Nullable Object... arguments) {
        try {
            return bind(text, arguments).executeUpdate();
        } catch (SQLException e) {
            throw failed(text, e);
        }
    }

    /// Inserts a row before anything else is done here, with others of the same kind that come
    /// right after it at once. A failure is thrown by whatever is done next.
    public void insert(RowInsert into, @Nullable Object... row) {
        if (!into.equals(inserting)) {
            insertWaiting();
        }
        inserting = into;
        waiting.add(row);
    }

    private void insertWaiting() {
        RowInsert into = inserting;
        if (into == null) {
            return;
        }
        inserting = null;
        int many = waiting.size() - waiting.size() % RowInsert.MANY;
        try {
            insert(into.many(), RowInsert.MANY, waiting.subList(0, many));
            insert(into.one(), 1, waiting.subList(many, waiting.size()));
        } finally {
            waiting.clear();
        }
    }

    private void insert(String text, int rowsAtOnce, List<@Nullable Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try {
            PreparedStatement statement = statement(text);
            int index = 0;
            for (int i = 0; i < rows.size(); i++) {
                for (Object value : rows.get(i)) {
                    index++;
                    bind(statement, index, value);
                }
                if ((i + 1) % rowsAtOnce == 0) {
                    statement.addBatch();
                    index = 0;
                }
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw failed(text, e);
        }
    }

    public <T> List<T> list(Row<T> row, String text, @Nullable Object... arguments) {
        try (ResultSet rows = bind(text, arguments).executeQuery()) {
            List<T> list = new ArrayList<>();
            while (rows.next()) {
                list.add(row.read(rows));
            }
            return list;
        } catch (SQLException e) {
            throw failed(text, e);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new StoreException.Corrupt("a stored value cannot be read", e);
        }
    }

    /// The first row, when there is one.
    public <T> Optional<T> first(Row<T> row, String text, @Nullable Object... arguments) {
        try (ResultSet rows = bind(text, arguments).executeQuery()) {
            return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
        } catch (SQLException e) {
            throw failed(text, e);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new StoreException.Corrupt("a stored value cannot be read", e);
        }
    }

    /// The number in the first row's first column; 0 without a row or for null.
    public long number(String text, @Nullable Object... arguments) {
        return first(row -> row.getLong(1), text, arguments).orElse(0L);
    }

    /// Runs `work` as one transaction that holds the file's write lock from its beginning: all of
    /// it is on disk when this returns, or nothing was done.
    public <T> T write(Supplier<T> work) {
        return transaction("BEGIN IMMEDIATE", work);
    }

    /// Runs `work` on one snapshot of the file.
    public <T> T read(Supplier<T> work) {
        return transaction("BEGIN", work);
    }

    private <T> T transaction(String begin, Supplier<T> work) {
        update(begin);
        boolean done = false;
        try {
            T result = work.get();
            update("COMMIT");
            done = true;
            return result;
        } finally {
            if (!done) {
                rollback();
            }
        }
    }

    /// SQLite has rolled back by itself after some failures, and then says so: that is no fault.
    private void rollback() {
        inserting = null;
        waiting.clear();
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException _) {
            return;
        }
    }

    /// Forgets the statement: the driver gives up those that fail.
    private RuntimeException failed(String text, SQLException failure) {
        try (PreparedStatement statement = statements.remove(text)) {
            return SqliteFailures.of(failure);
        } catch (SQLException e) {
            failure.addSuppressed(e);
            return SqliteFailures.of(failure);
        }
    }

    private PreparedStatement bind(String text, @Nullable Object... arguments) throws SQLException {
        insertWaiting();
        PreparedStatement statement = statement(text);
        for (int i = 0; i < arguments.length; i++) {
            bind(statement, i + 1, arguments[i]);
        }
        return statement;
    }

    private PreparedStatement statement(String text) throws SQLException {
        PreparedStatement statement = statements.get(text);
        if (statement == null) {
            statement = connection.prepareStatement(text);
            statements.put(text, statement);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case null -> statement.setObject(index, null);
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setInt(index, number);
            case String text -> statement.setString(index, text);
            case byte[] bytes -> statement.setBytes(index, bytes);
            default -> throw new IllegalStateException("cannot bind " + value.getClass());
        }
    }

    /// Closes without a word: there is nothing that the caller could do about a failure.
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException _) {
            return;
        }
    }
}
