package dev.guildhall.edge.accounts;

import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Accounts, tokens and indexes, read through a small cache. Never blocks; a future completes
/// exceptionally with [AccountsUnavailableException] when no guild pod answers, and with nothing
/// else.
public interface Accounts {

    /// Who holds the token (without prefix); empty when nobody does.
    CompletableFuture<Optional<Identity>> authenticate(String token);

    CompletableFuture<Optional<User>> user(UserId userId);

    /// Sign-in by name, for `auth.dev`. Empty when the name is not 2 to 32 of `[a-z0-9._]`.
    CompletableFuture<Optional<Credentials>> signIn(String username);

    /// The communities that a user is in, by id.
    CompletableFuture<List<GuildId>> guildsOfUser(UserId userId);

    /// The direct-message channels that a user is in, as guilds, by id.
    CompletableFuture<List<GuildId>> directChannelsOfUser(UserId userId);

    /// The first guilds of the cluster, by id.
    CompletableFuture<List<GuildId>> firstGuilds(int limit);

    CompletableFuture<Optional<GuildId>> guildOfChannel(ChannelId channelId);

    /// A fresh id for a guild that the caller is about to create.
    CompletableFuture<GuildId> reserveGuildId();

    CompletableFuture<ChannelId> openDirectChannel(UserId userId, UserId recipientId);

    /// The same identity with a token for it.
    record Credentials(Identity identity, String token) {}
}
