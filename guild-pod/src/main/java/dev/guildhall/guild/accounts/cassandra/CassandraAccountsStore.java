package dev.guildhall.guild.accounts.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.accounts.AccountNames;
import dev.guildhall.guild.accounts.AccountsStore;
import dev.guildhall.guild.accounts.Credentials;
import dev.guildhall.guild.accounts.Identity;
import dev.guildhall.guild.accounts.ListedGuild;
import dev.guildhall.guild.accounts.Tokens;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.cassandra.Schema;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Accounts in tables of a keyspace that all pods share. Does not own the session.
public final class CassandraAccountsStore implements AccountsStore {

    static final String TOKEN_KEY = "token key";
    static final String SELECT_SECRET = "SELECT value FROM account_secrets WHERE name = ?";
    private static final String SELECT_DIRECT =
            """
            SELECT channel_id FROM direct_channels WHERE low_user_id = ? AND high_user_id = ?\
            """;

    /// Sign-ins of one name that cross each other before one of them gives up.
    private static final int SIGN_IN_ATTEMPTS = 10;

    private final CassandraSession session;
    private final CqlAccounts accounts;
    private final CqlGuildIndex index;
    private final Tokens tokens;
    private final LongSupplier ids;
    private final Ticker ticker;

    private CassandraAccountsStore(
            CassandraSession session, Tokens tokens, LongSupplier ids, Ticker ticker) {
        this.session = session;
        this.accounts = new CqlAccounts(session);
        this.index = new CqlGuildIndex(session);
        this.tokens = tokens;
        this.ids = ids;
        this.ticker = ticker;
    }

    /// Makes the tables when there are none. `ids` gives fresh snowflakes, which no other process
    /// gives.
    public static CassandraAccountsStore open(
            CassandraSession session, LongSupplier ids, Ticker ticker) {
        Schema.apply(session, List.of(AccountsTables.PART));
        return new CassandraAccountsStore(session, new Tokens(key(session)), ids, ticker);
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

    @Override
    public Optional<Identity> authenticate(String token) {
        return tokens.verify(token)
                .flatMap(claim -> accounts.identity(claim.userId(), claim.generation()));
    }

    @Override
    public Optional<User> user(UserId userId) {
        return accounts.account(userId).map(CqlAccounts.Account::user);
    }

    @Override
    public Optional<Credentials> signIn(String username) {
        if (!AccountNames.isUsername(username)) {
            return Optional.empty();
        }
        for (int attempt = 0; attempt < SIGN_IN_ATTEMPTS; attempt++) {
            Optional<UserId> named = accounts.named(username);
            Optional<CqlAccounts.Account> account = named.flatMap(accounts::account);
            if (account.isEmpty()) {
                User person = new User(new UserId(ids.getAsLong()), username, null, null, false);
                account = accounts.addPerson(person, named.orElse(null));
            }
            if (account.isPresent()) {
                Identity identity = new Identity(account.get().user(), Optional.empty());
                return Optional.of(credentials(identity, account.get().generation()));
            }
        }
        throw new StoreException.WriteRefused("the name is being taken by many at once", null);
    }

    @Override
    public Optional<Credentials> createBot(String name, @Nullable UserId ownerId) {
        String trimmed = name.strip();
        if (!AccountNames.isBotName(trimmed)) {
            return Optional.empty();
        }
        User bot = new User(new UserId(ids.getAsLong()), trimmed, null, null, true);
        accounts.addBot(bot, ownerId);
        return accounts.identity(bot.id(), 1).map(identity -> credentials(identity, 1));
    }

    private Credentials credentials(Identity identity, int generation) {
        return new Credentials(
                identity, tokens.mint(identity.user().id(), generation, ticker.unixMs()));
    }

    @Override
    public List<UserId> bots(String name) {
        return accounts.bots(name);
    }

    @Override
    public boolean revokeTokens(UserId userId) {
        return accounts.revoke(userId);
    }

    @Override
    public boolean deleteAccount(UserId userId) {
        return accounts.delete(userId);
    }

    @Override
    public List<GuildId> guildsOfUser(UserId userId) {
        return index.guildsOfUser(userId);
    }

    @Override
    public List<ListedGuild> guilds(@Nullable GuildId after, int limit) {
        return index.guilds(after, limit);
    }

    @Override
    public Optional<GuildId> guildOfChannel(ChannelId channelId) {
        return index.guildOfChannel(channelId);
    }

    @Override
    public ChannelId openDirectChannel(UserId userId, UserId recipientId) {
        if (userId.equals(recipientId)) {
            throw new IllegalArgumentException("a direct channel is between two users");
        }
        long low = Math.min(userId.value(), recipientId.value());
        long high = Math.max(userId.value(), recipientId.value());
        Row row = session.read(SELECT_DIRECT, low, high).one();
        if (row == null) {
            Conditional.write(
                    session,
                    () -> session.serialRead(SELECT_DIRECT, low, high).one() != null,
                    """
                    INSERT INTO direct_channels (low_user_id, high_user_id, channel_id)
                    VALUES (?, ?, ?) IF NOT EXISTS\
                    """,
                    low,
                    high,
                    ids.getAsLong());
            row = Objects.requireNonNull(session.serialRead(SELECT_DIRECT, low, high).one());
        }
        return new ChannelId(row.getLong("channel_id"));
    }

    @Override
    public GuildId reserveGuildId() {
        return new GuildId(ids.getAsLong());
    }

    @Override
    public void project(GuildId guildId, long epoch, List<LogEntry> entries) {
        index.project(guildId, entries);
    }

    @Override
    public void rewrite(GuildId guildId, long epoch, GuildSnapshot snapshot) {
        index.rewrite(guildId, snapshot);
    }

    @Override
    public void close() {}
}
