package dev.guildhall.guild.accounts.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.accounts.AccountRecord;
import dev.guildhall.guild.accounts.AccountRecord.Account;
import dev.guildhall.guild.accounts.AccountRecord.BotApplication;
import dev.guildhall.guild.accounts.AccountRecord.DirectChannel;
import dev.guildhall.guild.accounts.AccountRecord.SigningKey;
import dev.guildhall.guild.accounts.AccountsArchive;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.cassandra.Schema;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The tables of accounts as records, in the order of the partitions' tokens. Does not own the
/// session.
///
/// What is put in is written under the condition that nothing is there, as all writes to these
/// tables are conditional; so what is there stays.
public final class CassandraAccountsArchive implements AccountsArchive {

    private static final String SELECT_ACCOUNTS =
            """
            SELECT id, username, global_name, avatar, bot, generation, application_name,
            application_description, owner_id, flags, verify_key FROM accounts\
            """;
    private static final String SELECT_DIRECT =
            "SELECT low_user_id, high_user_id, channel_id FROM direct_channels";

    /// Conditional writes under way at once: each takes several rounds between the nodes, and most
    /// of the time waits.
    private static final int WRITERS = 32;

    private static final ThreadFactory VIRTUAL = Thread.ofVirtual().name("accounts-", 0).factory();

    private final CassandraSession session;

    private CassandraAccountsArchive(CassandraSession session) {
        this.session = session;
    }

    /// Makes the tables when there are none.
    public static CassandraAccountsArchive open(CassandraSession session) {
        Schema.apply(session, List.of(AccountsTables.PART));
        return new CassandraAccountsArchive(session);
    }

    @Override
    public List<AccountRecord> page(@Nullable AccountRecord after, int limit) {
        return switch (after) {
            case null -> first(limit);
            case SigningKey _ -> orDirect(accounts(SELECT_ACCOUNTS + " LIMIT ?", limit), limit);
            case Account it ->
                    orDirect(
                            accounts(
                                    SELECT_ACCOUNTS + " WHERE token(id) > token(?) LIMIT ?",
                                    it.user().id().value(),
                                    limit),
                            limit);
            case DirectChannel it ->
                    direct(
                            SELECT_DIRECT
                                    + " WHERE token(low_user_id, high_user_id) > token(?, ?)"
                                    + " LIMIT ?",
                            it.low().value(),
                            it.high().value(),
                            limit);
        };
    }

    private List<AccountRecord> first(int limit) {
        Row row = session.serialRead(CassandraAccountsStore.SELECT_SECRET, tokenKey()).one();
        return row == null
                ? orDirect(accounts(SELECT_ACCOUNTS + " LIMIT ?", limit), limit)
                : List.of(new SigningKey(bytes(row)));
    }

    private static String tokenKey() {
        return CassandraAccountsStore.TOKEN_KEY;
    }

    private static byte[] bytes(Row row) {
        ByteBuffer value = Objects.requireNonNull(row.getByteBuffer("value"));
        byte[] key = new byte[value.remaining()];
        value.get(key);
        return key;
    }

    private List<AccountRecord> accounts(String select, Object... values) {
        return StreamSupport.stream(session.read(select, values).spliterator(), false)
                .<AccountRecord>map(CassandraAccountsArchive::account)
                .toList();
    }

    private List<AccountRecord> orDirect(List<AccountRecord> accounts, int limit) {
        return accounts.isEmpty() ? direct(SELECT_DIRECT + " LIMIT ?", limit) : accounts;
    }

    private List<AccountRecord> direct(String select, Object... values) {
        return StreamSupport.stream(session.read(select, values).spliterator(), false)
                .<AccountRecord>map(row ->
                        new DirectChannel(
                                new UserId(row.getLong("low_user_id")),
                                new UserId(row.getLong("high_user_id")),
                                new ChannelId(row.getLong("channel_id"))))
                .toList();
    }

    private static Account account(Row row) {
        User user =
                new User(
                        new UserId(row.getLong("id")),
                        Objects.requireNonNull(row.getString("username")),
                        row.getString("global_name"),
                        row.getString("avatar"),
                        row.getBoolean("bot"));
        String name = row.getString("application_name");
        BotApplication application =
                name == null
                        ? null
                        : new BotApplication(
                                name,
                                Objects.requireNonNullElse(
                                        row.getString("application_description"), ""),
                                row.isNull("owner_id") ? null : new UserId(row.getLong("owner_id")),
                                row.getInt("flags"),
                                Objects.requireNonNullElse(row.getString("verify_key"), ""));
        return new Account(user, row.getInt("generation"), application);
    }

    /// Throws [StoreException.Corrupt] when there is another key: tokens could not hold on. Then
    /// nothing that comes after the key was put in.
    @Override
    public void put(List<AccountRecord> records) {
        List<Callable<Boolean>> writes = new ArrayList<>();
        for (AccountRecord each : records) {
            switch (each) {
                case SigningKey it -> put(it);
                case Account it -> writes.add(() -> put(it));
                case DirectChannel it -> writes.add(() -> put(it));
            }
        }
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS, VIRTUAL)) {
            for (Future<Boolean> each : writers.invokeAll(writes)) {
                await(each);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void await(Future<Boolean> write) throws InterruptedException {
        try {
            var _ = write.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e.getCause());
        }
    }

    private static StoreException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new StoreException.Unreachable("interrupted", e);
    }

    private boolean put(DirectChannel it) {
        return insert(
                """
                INSERT INTO direct_channels (low_user_id, high_user_id, channel_id)
                VALUES (?, ?, ?) IF NOT EXISTS\
                """,
                it.low().value(),
                it.high().value(),
                it.channelId().value());
    }

    private void put(SigningKey it) {
        var _ =
                insert(
                        "INSERT INTO account_secrets (name, value) VALUES (?, ?) IF NOT EXISTS",
                        tokenKey(),
                        ByteBuffer.wrap(it.key()));
        Row row = session.serialRead(CassandraAccountsStore.SELECT_SECRET, tokenKey()).one();
        if (row == null || !Arrays.equals(bytes(row), it.key())) {
            throw new StoreException.Corrupt(
                    "the keyspace has a signing key of its own: name one that is empty", null);
        }
    }

    private boolean put(Account it) {
        User user = it.user();
        long id = user.id().value();
        BotApplication bot = it.application();
        boolean added =
                insert(
                        """
                        INSERT INTO accounts (id, username, global_name, avatar, bot, generation,
                        application_name, application_description, owner_id, flags, verify_key)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS\
                        """,
                        id,
                        user.username(),
                        user.globalName(),
                        user.avatar(),
                        user.bot(),
                        it.generation(),
                        bot == null ? null : bot.name(),
                        bot == null ? null : bot.description(),
                        bot == null || bot.ownerId() == null ? null : bot.ownerId().value(),
                        bot == null ? null : bot.flags(),
                        bot == null ? null : bot.verifyKey());
        if (user.bot()) {
            session.write(
                    "INSERT INTO account_bots (username, id) VALUES (?, ?)", user.username(), id);
        } else {
            var _ =
                    insert(
                            "INSERT INTO account_names (username, user_id) VALUES (?, ?) IF NOT EXISTS",
                            user.username(),
                            id);
        }
        return added;
    }

    /// Sent again until the store says what became of it: what is there by then is the same.
    private boolean insert(String text, @Nullable Object... values) {
        return Conditional.write(session, () -> false, text, values);
    }

    @Override
    public void close() {}
}
