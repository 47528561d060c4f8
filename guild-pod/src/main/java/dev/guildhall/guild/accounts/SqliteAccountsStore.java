package dev.guildhall.guild.accounts;

import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.sqlite.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Accounts in one SQLite file that the pods of a machine share.
public final class SqliteAccountsStore implements AccountsStore {

    private final AccountsFile file;
    private final GuildIndex index;
    private final Tokens tokens;
    private final LongSupplier ids;
    private final Ticker ticker;

    private SqliteAccountsStore(AccountsFile file, LongSupplier ids, Ticker ticker) {
        this.file = file;
        this.index = new GuildIndex(file);
        this.tokens =
                new Tokens(
                        file.read(SqliteAccountsStore::knownKey)
                                .orElseGet(() -> file.write(SqliteAccountsStore::key)));
        this.ids = ids;
        this.ticker = ticker;
    }

    /// Opens or makes `file`. `ids` gives fresh snowflakes, which no other process gives.
    public static SqliteAccountsStore open(
            Path file, LongSupplier ids, Ticker ticker, MeterRegistry registry) {
        AccountsFile opened = AccountsFile.open(file, ticker, registry);
        try {
            return new SqliteAccountsStore(opened, ids, ticker);
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
    public Optional<Identity> authenticate(String token) {
        return tokens.verify(token).flatMap(claim -> file.read(sql -> holder(sql, claim)));
    }

    private static Optional<Identity> holder(Sql sql, Tokens.Claim claim) {
        return AccountRows.account(sql, claim.userId())
                .filter(account -> account.generation() == claim.generation())
                .map(account -> AccountRows.identity(sql, account.user()));
    }

    @Override
    public Optional<User> user(UserId userId) {
        return file.read(sql -> AccountRows.account(sql, userId)).map(AccountRows.Account::user);
    }

    @Override
    public Optional<Credentials> signIn(String username) {
        if (!AccountNames.isUsername(username)) {
            return Optional.empty();
        }
        AccountRows.Account account =
                file.read(sql -> AccountRows.person(sql, username))
                        .orElseGet(() -> file.write(sql -> personOf(sql, username)));
        return Optional.of(
                credentials(new Identity(account.user(), Optional.empty()), account.generation()));
    }

    private AccountRows.Account personOf(Sql sql, String username) {
        return AccountRows.person(sql, username)
                .orElseGet(() ->
                        AccountRows.add(
                                sql,
                                new User(
                                        new UserId(ids.getAsLong()), username, null, null, false)));
    }

    @Override
    public Optional<Credentials> createBot(String name, @Nullable UserId ownerId) {
        String trimmed = name.strip();
        if (!AccountNames.isBotName(trimmed)) {
            return Optional.empty();
        }
        User bot = new User(new UserId(ids.getAsLong()), trimmed, null, null, true);
        return Optional.of(
                file.write(sql -> {
                    AccountRows.Account account = AccountRows.add(sql, bot);
                    AccountRows.addApplication(sql, bot, ownerId);
                    return credentials(AccountRows.identity(sql, bot), account.generation());
                }));
    }

    private Credentials credentials(Identity identity, int generation) {
        return new Credentials(
                identity, tokens.mint(identity.user().id(), generation, ticker.unixMs()));
    }

    @Override
    public List<UserId> bots(String name) {
        return file.read(sql -> AccountRows.bots(sql, name));
    }

    @Override
    public boolean revokeTokens(UserId userId) {
        return file.write(sql -> AccountRows.revoke(sql, userId));
    }

    @Override
    public boolean deleteAccount(UserId userId) {
        return file.write(sql -> AccountRows.delete(sql, userId));
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
        return file.read(sql -> directChannel(sql, low, high))
                .orElseGet(() -> file.write(sql -> newDirectChannel(sql, low, high)));
    }

    private ChannelId newDirectChannel(Sql sql, long low, long high) {
        sql.update(
                """
                INSERT OR IGNORE INTO direct_channels (low_user_id, high_user_id, channel_id)
                VALUES (?, ?, ?)\
                """,
                low,
                high,
                ids.getAsLong());
        return directChannel(sql, low, high).orElseThrow();
    }

    private static Optional<ChannelId> directChannel(Sql sql, long low, long high) {
        return sql.first(
                row -> new ChannelId(row.getLong(1)),
                """
                SELECT channel_id FROM direct_channels
                WHERE low_user_id = ? AND high_user_id = ?\
                """,
                low,
                high);
    }

    @Override
    public GuildId reserveGuildId() {
        return new GuildId(ids.getAsLong());
    }

    @Override
    public void project(GuildId guildId, long epoch, List<LogEntry> entries) {
        index.project(guildId, epoch, entries);
    }

    @Override
    public void rewrite(GuildId guildId, long epoch, GuildSnapshot snapshot) {
        index.rewrite(guildId, epoch, snapshot);
    }

    @Override
    public void close() {
        file.close();
    }
}
