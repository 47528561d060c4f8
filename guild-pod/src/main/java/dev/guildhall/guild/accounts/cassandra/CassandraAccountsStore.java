package dev.guildhall.guild.accounts.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.accounts.AccountsStore;
import dev.guildhall.guild.accounts.StoredAccounts;
import dev.guildhall.guild.accounts.Tokens;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.cassandra.Schema;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

/// Opens accounts in tables of a keyspace that all pods share.
public final class CassandraAccountsStore {

    static final String TOKEN_KEY = "token key";
    static final String SELECT_SECRET = "SELECT value FROM account_secrets WHERE name = ?";

    private CassandraAccountsStore() {}

    /// Makes the tables when there are none. `ids` gives fresh snowflakes, which no other process
    /// gives. Does not own the session.
    public static AccountsStore open(CassandraSession session, LongSupplier ids, Ticker ticker) {
        Schema.apply(session, List.of(AccountsTables.PART));
        return new StoredAccounts(
                new CqlAccounts(session),
                new CqlGuildIndex(session),
                new Tokens(key(session)),
                ids,
                ticker);
    }

    /// The key that signs tokens, made by whoever comes first.
    private static byte[] key(CassandraSession session) {
        Conditional.write(
                session,
                () -> session.serialRead(SELECT_SECRET, TOKEN_KEY).one() != null,
                "INSERT INTO account_secrets (name, value) VALUES (?, ?) IF NOT EXISTS",
                TOKEN_KEY,
                ByteBuffer.wrap(Tokens.newKey()));
        Row row = Objects.requireNonNull(session.serialRead(SELECT_SECRET, TOKEN_KEY).one());
        ByteBuffer value = Objects.requireNonNull(row.getByteBuffer("value"));
        byte[] key = new byte[value.remaining()];
        value.get(key);
        return key;
    }
}
