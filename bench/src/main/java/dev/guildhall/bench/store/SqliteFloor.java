package dev.guildhall.bench.store;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.Snowflake;
import dev.guildhall.guild.core.RecentNonce;
import dev.guildhall.guild.store.GuildStores;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/// Messages in a guild's file, by the statements of the embedded store, in the driver's batches: in
/// one synced transaction the lease is compared and the last seq read, each event gives a row of
/// the log, of the messages and of the nonces (and of their index), the channel gets its last
/// message, and old nonces go.
///
/// The bytes are made before, and SQLite checkpoints by itself. The log is not trimmed.
final class SqliteFloor implements Floor {

    private static final GuildId GUILD = new GuildId(2_000);
    private static final long CHANNEL = 2_001;
    private static final long AUTHOR = 1;
    private static final long EPOCH = 1;

    private final Sample sample;
    private final Connection db;
    private final PreparedStatement lease;
    private final PreparedStatement last;
    private final PreparedStatement log;
    private final PreparedStatement message;
    private final PreparedStatement nonce;
    private final PreparedStatement activity;
    private final PreparedStatement oldNonces;
    private long seq;

    private SqliteFloor(Connection db, Sample sample) throws SQLException {
        this.db = db;
        this.sample = sample;
        lease = db.prepareStatement("SELECT epoch FROM lease");
        last = db.prepareStatement("SELECT max(seq) FROM log");
        log = db.prepareStatement("INSERT INTO log (seq, epoch, event) VALUES (?, ?, ?)");
        message =
                db.prepareStatement(
                        "INSERT OR REPLACE INTO messages"
                                + " (channel_id, message_id, author_id, body, pinned_at_ms)"
                                + " VALUES (?, ?, ?, ?, NULL)");
        nonce =
                db.prepareStatement(
                        "INSERT OR REPLACE INTO nonces (channel_id, author_id, nonce, message_id)"
                                + " VALUES (?, ?, ?, ?)");
        activity =
                db.prepareStatement(
                        "UPDATE channels SET last_message_id = coalesce(?, last_message_id),"
                                + " last_pin_at_ms = coalesce(?, last_pin_at_ms) WHERE id = ?");
        oldNonces = db.prepareStatement("DELETE FROM nonces WHERE message_id < ?");
    }

    /// In a file of its own, which the store has made as it makes every guild's.
    static SqliteFloor in(Path folder, GuildStores guilds, Sample sample) {
        guilds.claim(GUILD, EPOCH, "floor").close();
        SQLiteConfig config = new SQLiteConfig();
        config.setGetGeneratedKeys(false);
        try {
            Connection db = config.createConnection("jdbc:sqlite:" + folder.resolve(GUILD + ".db"));
            try (Statement statement = db.createStatement()) {
                statement.execute("PRAGMA synchronous = FULL");
                statement.execute("PRAGMA temp_store = MEMORY");
                statement.execute(
                        "INSERT INTO channels (id, body) VALUES (%d, x'')".formatted(CHANNEL));
            }
            return new SqliteFloor(db, sample);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void commit(int events) {
        try (Statement statement = db.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            if (number(lease) != EPOCH || number(last) != seq) {
                throw new IllegalStateException("somebody else writes the floor's file");
            }
            long nowMs = System.currentTimeMillis();
            for (int i = 1; i <= events; i++) {
                logged(seq + i);
                projected(seq + i, nowMs);
            }
            log.executeBatch();
            message.executeBatch();
            nonce.executeBatch();
            seq += events;
            ended(nowMs);
            statement.execute("COMMIT");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void logged(long at) throws SQLException {
        log.setLong(1, at);
        log.setLong(2, EPOCH);
        log.setBytes(3, sample.event());
        log.addBatch();
    }

    private void projected(long at, long nowMs) throws SQLException {
        message.setLong(1, CHANNEL);
        message.setLong(2, id(at, nowMs));
        message.setLong(3, AUTHOR);
        message.setBytes(4, sample.body());
        message.addBatch();
        nonce.setLong(1, CHANNEL);
        nonce.setLong(2, AUTHOR);
        nonce.setString(3, "n" + at);
        nonce.setLong(4, id(at, nowMs));
        nonce.addBatch();
    }

    private void ended(long nowMs) throws SQLException {
        activity.setLong(1, id(seq, nowMs));
        activity.setObject(2, null);
        activity.setLong(3, CHANNEL);
        activity.executeUpdate();
        oldNonces.setLong(1, Snowflake.first(nowMs - RecentNonce.WINDOW_MS, 0));
        oldNonces.executeUpdate();
    }

    /// Grows with `at`, and says when it was.
    private static long id(long at, long nowMs) {
        return Snowflake.first(nowMs, 0) + at % (1L << 22);
    }

    private static long number(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Override
    public void close() {
        try {
            db.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
