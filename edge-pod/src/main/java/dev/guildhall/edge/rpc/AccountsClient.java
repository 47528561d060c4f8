package dev.guildhall.edge.rpc;

import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ApplicationId;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.edge.accounts.Accounts;
import dev.guildhall.edge.accounts.Identity;
import dev.guildhall.rpc.codec.EntityCodec;
import dev.guildhall.rpc.v1.ApplicationProto;
import dev.guildhall.rpc.v1.AuthenticateRequest;
import dev.guildhall.rpc.v1.FindChannelRequest;
import dev.guildhall.rpc.v1.GetUserRequest;
import dev.guildhall.rpc.v1.GuildIdsReply;
import dev.guildhall.rpc.v1.IdentityProto;
import dev.guildhall.rpc.v1.ListGuildsOfUserRequest;
import dev.guildhall.rpc.v1.ListGuildsReply;
import dev.guildhall.rpc.v1.ListGuildsRequest;
import dev.guildhall.rpc.v1.OpenDirectChannelRequest;
import dev.guildhall.rpc.v1.ReserveGuildIdRequest;
import dev.guildhall.rpc.v1.SignInRequest;
import io.grpc.Status;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Accounts by the service of the same name, which every guild pod serves.
///
/// Tokens are remembered for [#TOKEN_TTL_MS], so that a revoked one holds no longer than that;
/// users and where a channel is for [#INDEX_TTL_MS]. Equal questions at the same time are asked
/// once. Any thread.
public final class AccountsClient implements Accounts {

    static final long TOKEN_TTL_MS = 5_000;
    static final long INDEX_TTL_MS = 60_000;
    private static final int MAX_REMEMBERED = 20_000;

    private final AccountsFailover guildPods;
    private final RecentValues<String, Optional<Identity>> identities;
    private final RecentValues<UserId, Optional<User>> users;
    private final RecentValues<ChannelId, Optional<GuildId>> channels;
    private final RecentValues<UserId, GuildIdsReply> guilds;

    public AccountsClient(AccountsFailover guildPods, Ticker ticker) {
        this.guildPods = guildPods;
        this.identities = new RecentValues<>(ticker, MAX_REMEMBERED, TOKEN_TTL_MS, _ -> true);
        this.users = new RecentValues<>(ticker, MAX_REMEMBERED, INDEX_TTL_MS, Optional::isPresent);
        this.channels =
                new RecentValues<>(ticker, MAX_REMEMBERED, INDEX_TTL_MS, Optional::isPresent);
        this.guilds = new RecentValues<>(ticker, MAX_REMEMBERED, 0, _ -> false);
    }

    @Override
    public CompletableFuture<Optional<Identity>> authenticate(String token) {
        return identities.get(
                token,
                asked ->
                        guildPods.ask(
                                stub ->
                                        stub.authenticate(
                                                AuthenticateRequest.newBuilder()
                                                        .setToken(asked)
                                                        .build()),
                                proto -> Optional.of(identity(proto)),
                                Status.Code.UNAUTHENTICATED,
                                Optional.empty()));
    }

    @Override
    public CompletableFuture<Optional<User>> user(UserId userId) {
        return users.get(
                userId,
                id ->
                        guildPods.ask(
                                stub ->
                                        stub.getUser(
                                                GetUserRequest.newBuilder()
                                                        .setUserId(id.value())
                                                        .build()),
                                proto -> Optional.of(EntityCodec.fromProto(proto)),
                                Status.Code.NOT_FOUND,
                                Optional.empty()));
    }

    @Override
    public CompletableFuture<Optional<Credentials>> signIn(String username) {
        return guildPods.ask(
                stub -> stub.signIn(SignInRequest.newBuilder().setUsername(username).build()),
                proto ->
                        Optional.of(
                                new Credentials(identity(proto.getIdentity()), proto.getToken())),
                Status.Code.INVALID_ARGUMENT,
                Optional.empty());
    }

    @Override
    public CompletableFuture<List<GuildId>> guildsOfUser(UserId userId) {
        return indexOf(userId).thenApply(reply -> ids(reply.getGuildIdsList()));
    }

    @Override
    public CompletableFuture<List<GuildId>> directChannelsOfUser(UserId userId) {
        return indexOf(userId).thenApply(reply -> ids(reply.getDirectChannelIdsList()));
    }

    @Override
    public CompletableFuture<List<GuildId>> firstGuilds(int limit) {
        return guildPods.ask(
                stub -> stub.listGuilds(ListGuildsRequest.newBuilder().setLimit(limit).build()),
                reply ->
                        reply.getGuildsList().stream()
                                .map(ListGuildsReply.Entry::getGuildId)
                                .map(GuildId::new)
                                .toList());
    }

    @Override
    public CompletableFuture<Optional<GuildId>> guildOfChannel(ChannelId channelId) {
        return channels.get(
                channelId,
                id ->
                        guildPods.ask(
                                stub ->
                                        stub.findChannel(
                                                FindChannelRequest.newBuilder()
                                                        .setChannelId(id.value())
                                                        .build()),
                                reply -> Optional.of(new GuildId(reply.getGuildId())),
                                Status.Code.NOT_FOUND,
                                Optional.empty()));
    }

    @Override
    public CompletableFuture<GuildId> reserveGuildId() {
        return guildPods.ask(
                stub -> stub.reserveGuildId(ReserveGuildIdRequest.getDefaultInstance()),
                reply -> new GuildId(reply.getGuildId()));
    }

    @Override
    public CompletableFuture<ChannelId> openDirectChannel(UserId userId, UserId recipientId) {
        return guildPods.ask(
                stub ->
                        stub.openDirectChannel(
                                OpenDirectChannelRequest.newBuilder()
                                        .setUserId(userId.value())
                                        .setRecipientId(recipientId.value())
                                        .build()),
                reply -> new ChannelId(reply.getChannelId()));
    }

    private CompletableFuture<GuildIdsReply> indexOf(UserId userId) {
        return guilds.get(
                userId,
                id ->
                        guildPods.ask(
                                stub ->
                                        stub.listGuildsOfUser(
                                                ListGuildsOfUserRequest.newBuilder()
                                                        .setUserId(id.value())
                                                        .build()),
                                reply -> reply));
    }

    private static List<GuildId> ids(List<Long> values) {
        return values.stream().map(GuildId::new).toList();
    }

    private static Identity identity(IdentityProto proto) {
        return new Identity(
                EntityCodec.fromProto(proto.getUser()),
                proto.hasApplication()
                        ? Optional.of(application(proto.getApplication()))
                        : Optional.empty());
    }

    private static Identity.Application application(ApplicationProto proto) {
        return new Identity.Application(
                new ApplicationId(proto.getId()),
                proto.getName(),
                proto.getDescription(),
                proto.hasOwner() ? EntityCodec.fromProto(proto.getOwner()) : null,
                proto.getFlags(),
                proto.getVerifyKey());
    }
}
