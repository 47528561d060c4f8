package dev.guildhall.guild.accounts;

import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What belongs to no single guild: accounts and indexes. Any thread may call anything at any time;
/// everything blocks and throws [dev.guildhall.guild.store.StoreException]. What was written is on
/// disk on return.
public interface AccountsStore extends GuildIndex, AutoCloseable {

    /// Who holds the token, without a prefix; empty when it is malformed, forged or revoked, or its
    /// account is deleted.
    Optional<Identity> authenticate(String token);

    Optional<User> user(UserId userId);

    /// The person of that name, made when there is none, with a fresh token; older ones go on to
    /// hold. Empty when the name is not 2 to 32 of `[a-z0-9._]`.
    Optional<Credentials> signIn(String username);

    /// Makes a bot with an application of the same id, which has all privileged intents. Empty when
    /// the name, without space around it, is not 1 to 32 characters without control characters.
    Optional<Credentials> createBot(String name, @Nullable UserId ownerId);

    /// The first 1,000 bots of that name, by growing id: names of bots are not unique.
    List<UserId> bots(String name);

    /// All tokens of the account cease to hold. False: there is no such account.
    boolean revokeTokens(UserId userId);

    /// The account is gone, and with it its application and tokens. Its memberships are for the
    /// guilds to end. False: there is no such account.
    boolean deleteAccount(UserId userId);

    /// The direct-message channel of two users, the same for both; its guild has the same id, and
    /// may still have to be created. The two must differ.
    ChannelId openDirectChannel(UserId userId, UserId recipientId);

    /// A fresh id for a guild.
    GuildId reserveGuildId();

    /// Whether writes fail because another process, paused within one, holds a lock on everything.
    /// A store without such locks never says so.
    default boolean blocked() {
        return false;
    }

    @Override
    void close();
}
