package dev.guildhall.guild.accounts.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ApplicationId;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.accounts.Account;
import dev.guildhall.guild.accounts.AccountTables;
import dev.guildhall.guild.accounts.Identity;
import dev.guildhall.guild.accounts.Tokens;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Accounts in their tables. Every write of `accounts` and `account_names` is conditional, so that
/// plain and conditional writes never meet in a row.
///
/// An account comes before its name and goes before it: a name may point to an account that is
/// gone, which whoever signs in puts right.
final class CqlAccounts implements AccountTables {

    private static final String SELECT =
            """
            SELECT id, username, global_name, avatar, bot, generation, application_name,
            application_description, owner_id, flags, verify_key FROM accounts WHERE id = ?\
            """;
    private static final String SELECT_NAME =
            "SELECT user_id FROM account_names WHERE username = ?";
    private static final int MAX_BOTS = 1_000;

    /// Sign-ins of one name that cross each other before one of them gives up.
    private static final int SIGN_IN_ATTEMPTS = 10;

    private final CassandraSession session;
    private final DirectChannels directChannels;

    CqlAccounts(CassandraSession session) {
        this.session = session;
        this.directChannels = new DirectChannels(session);
    }

    @Override
    public Optional<Account> account(UserId userId) {
        return Optional.ofNullable(session.read(SELECT, userId.value()).one())
                .map(CqlAccounts::account);
    }

    private static Account account(Row row) {
        User user =
                new User(
                        new UserId(row.getLong("id")),
                        Objects.requireNonNull(row.getString("username")),
                        row.getString("global_name"),
                        row.getString("avatar"),
                        row.getBoolean("bot"));
        return new Account(user, row.getInt("generation"));
    }

    @Override
    public Optional<Identity> identity(UserId userId, int generation) {
        Row row = session.read(SELECT, userId.value()).one();
        return row == null || row.getInt("generation") != generation
                ? Optional.empty()
                : Optional.of(identity(row));
    }

    private Identity identity(Row row) {
        User user = account(row).user();
        String name = row.getString("application_name");
        if (name == null) {
            return new Identity(user, Optional.empty());
        }
        User owner =
                row.isNull("owner_id")
                        ? null
                        : account(new UserId(row.getLong("owner_id")))
                                .map(Account::user)
                                .orElse(null);
        return new Identity(
                user,
                Optional.of(
                        new Identity.Application(
                                new ApplicationId(user.id().value()),
                                name,
                                Objects.requireNonNullElse(
                                        row.getString("application_description"), ""),
                                owner,
                                row.getInt("flags"),
                                Objects.requireNonNullElse(row.getString("verify_key"), ""))));
    }

    @Override
    public Account person(String username, LongSupplier ids) {
        for (int attempt = 0; attempt < SIGN_IN_ATTEMPTS; attempt++) {
            Optional<UserId> named = named(username);
            Optional<Account> account = named.flatMap(this::account);
            if (account.isEmpty()) {
                User person = new User(new UserId(ids.getAsLong()), username, null, null, false);
                account = addPerson(person, named.orElse(null));
            }
            if (account.isPresent()) {
                return account.get();
            }
        }
        throw new StoreException.WriteRefused("the name is being taken by many at once", null);
    }

    /// Whom the name points to; the account may be gone.
    private Optional<UserId> named(String username) {
        return Optional.ofNullable(session.read(SELECT_NAME, username).one())
                .map(row -> new UserId(row.getLong("user_id")));
    }

    /// Makes the person, whose id must be fresh. Empty: the name is no longer `before`'s (null:
    /// free), and nothing was made.
    private Optional<Account> addPerson(User person, @Nullable UserId before) {
        add(person, null, null);
        if (takeName(person, before)) {
            return Optional.of(new Account(person, Account.FIRST_GENERATION));
        }
        remove(person.id());
        return Optional.empty();
    }

    private boolean takeName(User person, @Nullable UserId before) {
        long id = person.id().value();
        String name = person.username();
        if (before == null) {
            return Conditional.write(
                    session,
                    () -> nameIs(name, id),
                    "INSERT INTO account_names (username, user_id) VALUES (?, ?) IF NOT EXISTS",
                    name,
                    id);
        }
        return Conditional.write(
                session,
                () -> nameIs(name, id),
                "UPDATE account_names SET user_id = ? WHERE username = ? IF user_id = ?",
                id,
                name,
                before.value());
    }

    private boolean nameIs(String name, long id) {
        Row row = session.serialRead(SELECT_NAME, name).one();
        return row != null && row.getLong("user_id") == id;
    }

    @Override
    public Optional<Identity> addBot(User bot, @Nullable UserId ownerId) {
        session.write(
                "INSERT INTO account_bots (username, id) VALUES (?, ?)",
                bot.username(),
                bot.id().value());
        add(bot, bot.username(), ownerId);
        return identity(bot.id(), Account.FIRST_GENERATION);
    }

    private void add(User user, @Nullable String application, @Nullable UserId ownerId) {
        boolean bot = application != null;
        Object[] values = {
            user.id().value(),
            user.username(),
            user.globalName(),
            user.avatar(),
            user.bot(),
            Account.FIRST_GENERATION,
            application,
            bot ? "" : null,
            ownerId == null ? null : ownerId.value(),
            bot ? Identity.Application.ALL_INTENTS : null,
            bot ? HexFormat.of().formatHex(Tokens.newKey()) : null
        };
        boolean fresh =
                Conditional.write(
                        session,
                        () -> exists(user.id()),
                        """
                        INSERT INTO accounts (id, username, global_name, avatar, bot, generation,
                        application_name, application_description, owner_id, flags, verify_key)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS\
                        """,
                        values);
        if (!fresh) {
            throw new IllegalStateException("id " + user.id() + " was given twice");
        }
    }

    private boolean exists(UserId userId) {
        return session.serialRead(SELECT, userId.value()).one() != null;
    }

    /// Bots whose account is there.
    @Override
    public List<UserId> bots(String name) {
        return StreamSupport.stream(
                        session.read(
                                        "SELECT id FROM account_bots WHERE username = ? LIMIT "
                                                + MAX_BOTS,
                                        name)
                                .spliterator(),
                        false)
                .map(row -> new UserId(row.getLong("id")))
                .filter(id -> account(id).isPresent())
                .toList();
    }

    /// Another's revocation in the same moment does as well: tokens from before are gone then too.
    @Override
    public boolean revoke(UserId userId) {
        Row row = session.serialRead(SELECT, userId.value()).one();
        if (row == null) {
            return false;
        }
        int generation = row.getInt("generation");
        return Conditional.write(
                        session,
                        () -> generation(userId) > generation,
                        "UPDATE accounts SET generation = ? WHERE id = ? IF generation = ?",
                        generation + 1,
                        userId.value(),
                        generation)
                || exists(userId);
    }

    private int generation(UserId userId) {
        Row row = session.serialRead(SELECT, userId.value()).one();
        return row == null ? 0 : row.getInt("generation");
    }

    @Override
    public boolean delete(UserId userId) {
        Optional<Account> account = account(userId);
        if (account.isEmpty() || !remove(userId)) {
            return false;
        }
        User user = account.get().user();
        if (user.bot()) {
            session.write(
                    "DELETE FROM account_bots WHERE username = ? AND id = ?",
                    user.username(),
                    userId.value());
        } else {
            Conditional.write(
                    session,
                    () -> !nameIs(user.username(), userId.value()),
                    "DELETE FROM account_names WHERE username = ? IF user_id = ?",
                    user.username(),
                    userId.value());
        }
        return true;
    }

    private boolean remove(UserId userId) {
        return Conditional.write(
                session,
                () -> !exists(userId),
                "DELETE FROM accounts WHERE id = ? IF EXISTS",
                userId.value());
    }

    @Override
    public ChannelId directChannel(UserId low, UserId high, LongSupplier ids) {
        return directChannels.of(low, high, ids);
    }

    /// The session is its owner's.
    @Override
    public void close() {}
}
