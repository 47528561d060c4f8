package dev.guildhall.guild.accounts;

import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ApplicationId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.store.sqlite.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Users and applications in their tables, within a transaction of the caller.
final class AccountRows {

    private static final String USERS =
            "SELECT id, username, global_name, avatar, bot, generation FROM users";

    private AccountRows() {}

    static Optional<Account> account(Sql sql, UserId userId) {
        return sql.first(AccountRows::account, USERS + " WHERE id = ?", userId.value());
    }

    static Optional<Account> person(Sql sql, String username) {
        return sql.first(AccountRows::account, USERS + " WHERE username = ? AND bot = 0", username);
    }

    static List<UserId> bots(Sql sql, String name) {
        return sql.list(
                row -> new UserId(row.getLong(1)),
                "SELECT id FROM users WHERE username = ? AND bot = 1 ORDER BY id LIMIT 1000",
                name);
    }

    private static Account account(ResultSet row) throws SQLException {
        User user =
                new User(
                        new UserId(row.getLong(1)),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5));
        return new Account(user, row.getInt(6));
    }

    static Identity identity(Sql sql, User user) {
        return new Identity(user, user.bot() ? application(sql, user.id()) : Optional.empty());
    }

    private static Optional<Identity.Application> application(Sql sql, UserId botId) {
        return sql.first(
                        row -> {
                            long ownerId = row.getLong(4);
                            boolean owned = !row.wasNull();
                            var application =
                                    new Identity.Application(
                                            new ApplicationId(row.getLong(1)),
                                            row.getString(2),
                                            row.getString(3),
                                            null,
                                            row.getInt(5),
                                            row.getString(6));
                            return new Owned(application, owned ? new UserId(ownerId) : null);
                        },
                        """
                        SELECT id, name, description, owner_id, flags, verify_key
                        FROM applications WHERE id = ?\
                        """,
                        botId.value())
                .map(owned -> owned.with(sql));
    }

    /// An application whose owner is still to be read.
    private record Owned(Identity.Application it, @Nullable UserId ownerId) {
        Identity.Application with(Sql sql) {
            User owner = ownerId == null ? null : owner(sql, ownerId);
            return new Identity.Application(
                    it.id(), it.name(), it.description(), owner, it.flags(), it.verifyKey());
        }

        private static @Nullable User owner(Sql sql, UserId ownerId) {
            return account(sql, ownerId).map(Account::user).orElse(null);
        }
    }

    static Account add(Sql sql, User user) {
        sql.update(
                """
                INSERT INTO users (id, username, global_name, avatar, bot, generation)
                VALUES (?, ?, ?, ?, ?, ?)\
                """,
                user.id().value(),
                user.username(),
                user.globalName(),
                user.avatar(),
                user.bot() ? 1 : 0,
                Account.FIRST_GENERATION);
        return new Account(user, Account.FIRST_GENERATION);
    }

    static void addApplication(Sql sql, User bot, @Nullable UserId ownerId) {
        sql.update(
                """
                INSERT INTO applications (id, name, description, owner_id, flags, verify_key)
                VALUES (?, ?, '', ?, ?, ?)\
                """,
                bot.id().value(),
                bot.username(),
                ownerId == null ? null : ownerId.value(),
                Identity.Application.ALL_INTENTS,
                HexFormat.of().formatHex(Tokens.newKey()));
    }

    static boolean revoke(Sql sql, UserId userId) {
        return sql.update(
                        "UPDATE users SET generation = generation + 1 WHERE id = ?", userId.value())
                > 0;
    }

    static boolean delete(Sql sql, UserId userId) {
        sql.update("DELETE FROM applications WHERE id = ?", userId.value());
        return sql.update("DELETE FROM users WHERE id = ?", userId.value()) > 0;
    }
}
