package dev.guildhall.edge.rest;

import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.edge.accounts.Accounts;
import dev.guildhall.edge.accounts.AccountsUnavailableException;
import dev.guildhall.edge.accounts.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Accounts in maps. `unavailable` makes every call fail as when no guild pod answers.
final class FakeAccounts implements Accounts {

    final Map<String, Identity> identities = new ConcurrentHashMap<>();
    final Map<UserId, User> users = new ConcurrentHashMap<>();
    final Map<ChannelId, GuildId> channels = new ConcurrentHashMap<>();
    final List<GuildId> guilds = new ArrayList<>();
    final AtomicInteger authentications = new AtomicInteger();
    volatile boolean unavailable;

    @Override
    public CompletableFuture<Optional<Identity>> authenticate(String token) {
        authentications.incrementAndGet();
        return done(() -> Optional.ofNullable(identities.get(token)));
    }

    @Override
    public CompletableFuture<Optional<User>> user(UserId userId) {
        return done(() -> Optional.ofNullable(users.get(userId)));
    }

    @Override
    public CompletableFuture<Optional<Credentials>> signIn(String username) {
        return done(() ->
                username.matches("[a-z0-9._]{2,32}")
                        ? Optional.of(credentials(username))
                        : Optional.empty());
    }

    @Override
    public CompletableFuture<List<GuildId>> guildsOfUser(UserId userId) {
        return done(() -> List.copyOf(guilds));
    }

    @Override
    public CompletableFuture<List<GuildId>> directChannelsOfUser(UserId userId) {
        return done(List::of);
    }

    @Override
    public CompletableFuture<List<GuildId>> firstGuilds(int limit) {
        return done(() -> guilds.stream().limit(limit).toList());
    }

    @Override
    public CompletableFuture<Optional<GuildId>> guildOfChannel(ChannelId channelId) {
        return done(() -> Optional.ofNullable(channels.get(channelId)));
    }

    @Override
    public CompletableFuture<GuildId> reserveGuildId() {
        return done(() -> new GuildId(777));
    }

    @Override
    public CompletableFuture<ChannelId> openDirectChannel(UserId userId, UserId recipientId) {
        return done(() -> new ChannelId(900 + userId.value() + recipientId.value()));
    }

    private Credentials credentials(String username) {
        Identity identity = new Identity(Samples.user(50, username, false), Optional.empty());
        identities.put("NTA.x." + username, identity);
        return new Credentials(identity, "NTA.x." + username);
    }

    private <T> CompletableFuture<T> done(Supplier<T> value) {
        return unavailable
                ? CompletableFuture.failedFuture(
                        new AccountsUnavailableException("no guild pod", null))
                : CompletableFuture.completedFuture(value.get());
    }
}
