package dev.guildhall.guild.accounts;

import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.store.sqlite.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Accounts in one SQLite file that the pods of a machine share.
public final class SqliteAccountsStore implements AccountTables {

    private final AccountsFile file;

    private SqliteAccountsStore(AccountsFile file) {
        this.file = file;
    }

    /// Opens or makes `file`. `ids` gives fresh snowflakes, which no other process gives.
    public static AccountsStore open(
            Path file, LongSupplier ids, Ticker ticker, MeterRegistry registry) {
        AccountsFile opened = AccountsFile.open(file, ticker, registry);
        try {
            byte[] key =
                    opened.read(SqliteAccountsStore::knownKey)
                            .orElseGet(() -> opened.write(SqliteAccountsStore::key));
            return new StoredAccounts(
                    new SqliteAccountsStore(opened),
                    new SqliteGuildIndex(opened),
                    new Tokens(key),
                    ids,
                    ticker);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /// The key that signs tokens, made by whoever comes first.
    private static byte[] key(Sql sql) {
        sql.update(
                "INSERT OR IGNORE INTO secrets (name, value) VALUES ('token key', ?)",
                Tokens.newKey());
        return knownKey(sql).orElseThrow();
    }

    private static Optional<byte[]> knownKey(Sql sql) {
        return sql.first(
                row -> row.getBytes(1), "SELECT value FROM secrets WHERE name = 'token key'");
    }

    @Override
    public boolean blocked() {
        return file.blocked();
    }

    @Override
    public Optional<Account> account(UserId userId) {
        return file.read(sql -> AccountRows.account(sql, userId));
    }

    @Override
    public Optional<Identity> identity(UserId userId, int generation) {
        return file.read(sql ->
                AccountRows.account(sql, userId)
                        .filter(account -> account.generation() == generation)
                        .map(account -> AccountRows.identity(sql, account.user())));
    }

    @Override
    public Account person(String username, LongSupplier ids) {
        return file.read(sql -> AccountRows.person(sql, username))
                .orElseGet(() -> file.write(sql -> personOf(sql, username, ids)));
    }

    private static Account personOf(Sql sql, String username, LongSupplier ids) {
        return AccountRows.person(sql, username)
                .orElseGet(() ->
                        AccountRows.add(
                                sql,
                                new User(
                                        new UserId(ids.getAsLong()), username, null, null, false)));
    }

    @Override
    public Optional<Identity> addBot(User bot, @Nullable UserId ownerId) {
        return Optional.of(
                file.write(sql -> {
                    AccountRows.add(sql, bot);
                    AccountRows.addApplication(sql, bot, ownerId);
                    return AccountRows.identity(sql, bot);
                }));
    }

    @Override
    public List<UserId> bots(String name) {
        return file.read(sql -> AccountRows.bots(sql, name));
    }

    @Override
    public boolean revoke(UserId userId) {
        return file.write(sql -> AccountRows.revoke(sql, userId));
    }

    @Override
    public boolean delete(UserId userId) {
        return file.write(sql -> AccountRows.delete(sql, userId));
    }

    @Override
    public ChannelId directChannel(UserId low, UserId high, LongSupplier ids) {
        return file.read(sql -> directChannel(sql, low, high))
                .orElseGet(() -> file.write(sql -> newDirectChannel(sql, low, high, ids)));
    }

    private static ChannelId newDirectChannel(Sql sql, UserId low, UserId high, LongSupplier ids) {
        sql.update(
                """
                INSERT OR IGNORE INTO direct_channels (low_user_id, high_user_id, channel_id)
                VALUES (?, ?, ?)\
                """,
                low.value(),
                high.value(),
                ids.getAsLong());
        return directChannel(sql, low, high).orElseThrow();
    }

    private static Optional<ChannelId> directChannel(Sql sql, UserId low, UserId high) {
        return sql.first(
                row -> new ChannelId(row.getLong(1)),
                """
                SELECT channel_id FROM direct_channels
                WHERE low_user_id = ? AND high_user_id = ?\
                """,
                low.value(),
                high.value());
    }

    @Override
    public void close() {
        file.close();
    }
}
