package dev.guildhall.guild.accounts;

import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.store.LogEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Accounts wherever they are kept: what names may be, which ids and tokens are given, and whose
/// token holds.
public final class StoredAccounts implements AccountsStore {

    private final AccountTables tables;
    private final GuildIndex index;
    private final Tokens tokens;
    private final LongSupplier ids;
    private final Ticker ticker;

    /// `ids` gives fresh snowflakes, which no other process gives. Owns `tables`.
    public StoredAccounts(
            AccountTables tables,
            GuildIndex index,
            Tokens tokens,
            LongSupplier ids,
            Ticker ticker) {
        this.tables = tables;
        this.index = index;
        this.tokens = tokens;
        this.ids = ids;
        this.ticker = ticker;
    }

    @Override
    public Optional<Identity> authenticate(String token) {
        return tokens.verify(token)
                .flatMap(claim -> tables.identity(claim.userId(), claim.generation()));
    }

    @Override
    public Optional<User> user(UserId userId) {
        return tables.account(userId).map(Account::user);
    }

    @Override
    public Optional<Credentials> signIn(String username) {
        if (!AccountNames.isUsername(username)) {
            return Optional.empty();
        }
        Account account = tables.person(username, ids);
        return Optional.of(
                credentials(new Identity(account.user(), Optional.empty()), account.generation()));
    }

    @Override
    public Optional<Credentials> createBot(String name, @Nullable UserId ownerId) {
        String trimmed = name.strip();
        if (!AccountNames.isBotName(trimmed)) {
            return Optional.empty();
        }
        User bot = new User(new UserId(ids.getAsLong()), trimmed, null, null, true);
        return tables.addBot(bot, ownerId)
                .map(identity -> credentials(identity, Account.FIRST_GENERATION));
    }

    private Credentials credentials(Identity identity, int generation) {
        return new Credentials(
                identity, tokens.mint(identity.user().id(), generation, ticker.unixMs()));
    }

    @Override
    public List<UserId> bots(String name) {
        return tables.bots(name);
    }

    @Override
    public boolean revokeTokens(UserId userId) {
        return tables.revoke(userId);
    }

    @Override
    public boolean deleteAccount(UserId userId) {
        return tables.delete(userId);
    }

    @Override
    public ChannelId openDirectChannel(UserId userId, UserId recipientId) {
        if (userId.equals(recipientId)) {
            throw new IllegalArgumentException("a direct channel is between two users");
        }
        boolean inOrder = userId.value() < recipientId.value();
        return inOrder
                ? tables.directChannel(userId, recipientId, ids)
                : tables.directChannel(recipientId, userId, ids);
    }

    @Override
    public GuildId reserveGuildId() {
        return new GuildId(ids.getAsLong());
    }

    @Override
    public boolean blocked() {
        return tables.blocked();
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
    public void project(GuildId guildId, long epoch, List<LogEntry> entries) {
        index.project(guildId, epoch, entries);
    }

    @Override
    public void rewrite(GuildId guildId, long epoch, GuildSnapshot snapshot) {
        index.rewrite(guildId, epoch, snapshot);
    }

    @Override
    public void close() {
        tables.close();
    }
}
