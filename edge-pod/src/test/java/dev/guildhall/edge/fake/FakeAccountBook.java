package dev.guildhall.edge.fake;

import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ApplicationId;
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

/// Accounts in memory, answered at once.
public final class FakeAccountBook implements Accounts {

    private static final int ALL_PRIVILEGED = (1 << 12) | (1 << 14) | (1 << 18);

    private final Map<String, Identity> identities = new ConcurrentHashMap<>();
    private final Map<UserId, List<GuildId>> guilds = new ConcurrentHashMap<>();
    private final Map<UserId, List<GuildId>> directs = new ConcurrentHashMap<>();
    private volatile boolean away;

    /// A bot that may use all privileged intents.
    public FakeAccountBook withBot(String token, long userId, long... guildIds) {
        return withBot(token, userId, ALL_PRIVILEGED, guildIds);
    }

    public FakeAccountBook withBot(String token, long userId, int flags, long... guildIds) {
        User user = new User(new UserId(userId), "bot" + userId, null, null, true);
        Identity.Application application =
                new Identity.Application(
                        new ApplicationId(userId), user.username(), "", null, flags, "00");
        return with(token, new Identity(user, Optional.of(application)), guildIds);
    }

    public FakeAccountBook withPerson(String token, long userId, long... guildIds) {
        User user = new User(new UserId(userId), "user" + userId, null, null, false);
        return with(token, new Identity(user, Optional.empty()), guildIds);
    }

    public void addDirect(long userId, long channelId) {
        directs.computeIfAbsent(new UserId(userId), _ -> new ArrayList<>())
                .add(new GuildId(channelId));
    }

    public void addGuild(long userId, long guildId) {
        guilds.computeIfAbsent(new UserId(userId), _ -> new ArrayList<>())
                .add(new GuildId(guildId));
    }

    public void revoke(String token) {
        identities.remove(token);
    }

    /// From now on nobody answers.
    public void goAway() {
        away = true;
    }

    private FakeAccountBook with(String token, Identity identity, long... guildIds) {
        identities.put(token, identity);
        guilds.put(identity.user().id(), new ArrayList<>());
        for (long guildId : guildIds) {
            addGuild(identity.user().id().value(), guildId);
        }
        return this;
    }

    private <T> CompletableFuture<T> answer(T value) {
        return away
                ? CompletableFuture.failedFuture(new AccountsUnavailableException("away", null))
                : CompletableFuture.completedFuture(value);
    }

    @Override
    public CompletableFuture<Optional<Identity>> authenticate(String token) {
        return answer(Optional.ofNullable(identities.get(token)));
    }

    @Override
    public CompletableFuture<Optional<User>> user(UserId userId) {
        return answer(
                identities.values().stream()
                        .map(Identity::user)
                        .filter(user -> user.id().equals(userId))
                        .findFirst());
    }

    @Override
    public CompletableFuture<Optional<Credentials>> signIn(String username) {
        return answer(Optional.empty());
    }

    @Override
    public CompletableFuture<List<GuildId>> guildsOfUser(UserId userId) {
        return answer(List.copyOf(guilds.getOrDefault(userId, List.of())));
    }

    @Override
    public CompletableFuture<List<GuildId>> directChannelsOfUser(UserId userId) {
        return answer(List.copyOf(directs.getOrDefault(userId, List.of())));
    }

    @Override
    public CompletableFuture<List<GuildId>> firstGuilds(int limit) {
        return answer(List.of());
    }

    @Override
    public CompletableFuture<Optional<GuildId>> guildOfChannel(ChannelId channelId) {
        return answer(Optional.empty());
    }

    @Override
    public CompletableFuture<GuildId> reserveGuildId() {
        return answer(new GuildId(1));
    }

    @Override
    public CompletableFuture<ChannelId> openDirectChannel(UserId userId, UserId recipientId) {
        return answer(new ChannelId(1));
    }
}
