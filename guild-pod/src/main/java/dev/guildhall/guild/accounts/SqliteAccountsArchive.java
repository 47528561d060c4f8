package dev.guildhall.guild.accounts;

import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.accounts.AccountRecord.Account;
import dev.guildhall.guild.accounts.AccountRecord.BotApplication;
import dev.guildhall.guild.accounts.AccountRecord.DirectChannel;
import dev.guildhall.guild.accounts.AccountRecord.SigningKey;
import dev.guildhall.guild.store.sqlite.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The accounts' file as records. Pages are read one by one, while pods may write: who was added or
/// deleted meanwhile may be in it or not.
public final class SqliteAccountsArchive implements AccountsArchive {

    private static final String KEY = "token key";

    private final AccountsFile file;

    private SqliteAccountsArchive(AccountsFile file) {
        this.file = file;
    }

    /// Opens or makes `path`.
    public static SqliteAccountsArchive open(Path path, MeterRegistry registry) {
        return new SqliteAccountsArchive(AccountsFile.open(path, Ticker.system(), registry));
    }

    @Override
    public List<AccountRecord> page(@Nullable AccountRecord after, int limit) {
        return file.read(sql ->
                switch (after) {
                    case null -> first(sql, limit);
                    case SigningKey _ -> accounts(sql, Long.MIN_VALUE, limit);
                    case Account it -> accounts(sql, it.user().id().value(), limit);
                    case DirectChannel it ->
                            direct(sql, it.low().value(), it.high().value(), limit);
                });
    }

    private static List<AccountRecord> first(Sql sql, int limit) {
        List<AccountRecord> key =
                sql.list(
                        row -> new SigningKey(row.getBytes(1)),
                        "SELECT value FROM secrets WHERE name = ?",
                        KEY);
        return key.isEmpty() ? accounts(sql, Long.MIN_VALUE, limit) : key;
    }

    private static List<AccountRecord> accounts(Sql sql, long after, int limit) {
        List<AccountRecord> page =
                sql.list(
                        SqliteAccountsArchive::account,
                        """
                        SELECT u.id, u.username, u.global_name, u.avatar, u.bot, u.generation,
                          a.name, a.description, a.flags, a.verify_key, a.owner_id
                        FROM users u LEFT JOIN applications a ON a.id = u.id
                        WHERE u.id > ? ORDER BY u.id LIMIT ?\
                        """,
                        after,
                        limit);
        return page.isEmpty() ? direct(sql, Long.MIN_VALUE, Long.MIN_VALUE, limit) : page;
    }

    private static Account account(ResultSet row) throws SQLException {
        User user =
                new User(
                        new UserId(row.getLong(1)),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5));
        int generation = row.getInt(6);
        String name = row.getString(7);
        if (name == null) {
            return new Account(user, generation, null);
        }
        long ownerId = row.getLong(11);
        UserId owner = row.wasNull() ? null : new UserId(ownerId);
        return new Account(
                user,
                generation,
                new BotApplication(
                        name, row.getString(8), owner, row.getInt(9), row.getString(10)));
    }

    private static List<AccountRecord> direct(Sql sql, long low, long high, int limit) {
        return sql.list(
                row ->
                        new DirectChannel(
                                new UserId(row.getLong(1)),
                                new UserId(row.getLong(2)),
                                new ChannelId(row.getLong(3))),
                """
                SELECT low_user_id, high_user_id, channel_id FROM direct_channels
                WHERE (low_user_id, high_user_id) > (?, ?)
                ORDER BY low_user_id, high_user_id LIMIT ?\
                """,
                low,
                high,
                limit);
    }

    @Override
    public void put(List<AccountRecord> records) {
        file.write(sql -> {
            records.forEach(each -> put(sql, each));
            return true;
        });
    }

    private static void put(Sql sql, AccountRecord item) {
        switch (item) {
            case SigningKey it ->
                    sql.update(
                            "INSERT OR REPLACE INTO secrets (name, value) VALUES (?, ?)",
                            KEY,
                            it.key());
            case Account it -> {
                put(sql, it);
                BotApplication application = it.application();
                if (application != null) {
                    put(sql, it.user().id(), application);
                }
            }
            case DirectChannel it ->
                    sql.update(
                            """
                            INSERT OR REPLACE INTO direct_channels
                              (low_user_id, high_user_id, channel_id) VALUES (?, ?, ?)\
                            """,
                            it.low().value(),
                            it.high().value(),
                            it.channelId().value());
        }
    }

    private static void put(Sql sql, Account it) {
        sql.update(
                """
                INSERT OR REPLACE INTO users
                  (id, username, global_name, avatar, bot, generation) VALUES (?, ?, ?, ?, ?, ?)\
                """,
                it.user().id().value(),
                it.user().username(),
                it.user().globalName(),
                it.user().avatar(),
                it.user().bot() ? 1 : 0,
                it.generation());
    }

    private static void put(Sql sql, UserId botId, BotApplication it) {
        sql.update(
                """
                INSERT OR REPLACE INTO applications
                  (id, name, description, owner_id, flags, verify_key) VALUES (?, ?, ?, ?, ?, ?)\
                """,
                botId.value(),
                it.name(),
                it.description(),
                it.ownerId() == null ? null : it.ownerId().value(),
                it.flags(),
                it.verifyKey());
    }

    @Override
    public void close() {
        file.close();
    }
}
