package dev.guildhall.guild.accounts;

import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.UserId;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Where [StoredAccounts] keeps accounts. What names may be and how tokens look is decided there.
/// Threads, failures and durability as in [AccountsStore].
public interface AccountTables extends AutoCloseable {

    Optional<Account> account(UserId userId);

    /// The account with its application, if its tokens of `generation` hold.
    Optional<Identity> identity(UserId userId, int generation);

    /// The person of that name, made under a fresh id of `ids` when there is none.
    Account person(String username, LongSupplier ids);

    /// Makes a bot, whose id must be fresh, with its application. Empty: somebody has deleted it
    /// meanwhile.
    Optional<Identity> addBot(User bot, @Nullable UserId ownerId);

    /// As [AccountsStore#bots].
    List<UserId> bots(String name);

    /// As [AccountsStore#revokeTokens].
    boolean revoke(UserId userId);

    /// As [AccountsStore#deleteAccount].
    boolean delete(UserId userId);

    /// The channel of two users, of whom `low` has the lower id, made under a fresh id of `ids`
    /// when there is none.
    ChannelId directChannel(UserId low, UserId high, LongSupplier ids);

    /// As [AccountsStore#blocked].
    default boolean blocked() {
        return false;
    }

    @Override
    void close();
}
