package dev.guildhall.guild.rpc;

import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.accounts.AccountsStore;
import dev.guildhall.guild.accounts.Credentials;
import dev.guildhall.guild.store.FailureLog;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.rpc.codec.EntityCodec;
import dev.guildhall.rpc.v1.AccountsGrpc;
import dev.guildhall.rpc.v1.AuthenticateRequest;
import dev.guildhall.rpc.v1.CreateBotRequest;
import dev.guildhall.rpc.v1.CredentialsProto;
import dev.guildhall.rpc.v1.FindBotsReply;
import dev.guildhall.rpc.v1.FindBotsRequest;
import dev.guildhall.rpc.v1.FindChannelReply;
import dev.guildhall.rpc.v1.FindChannelRequest;
import dev.guildhall.rpc.v1.GetUserRequest;
import dev.guildhall.rpc.v1.GuildIdsReply;
import dev.guildhall.rpc.v1.IdentityProto;
import dev.guildhall.rpc.v1.ListGuildsOfUserRequest;
import dev.guildhall.rpc.v1.ListGuildsReply;
import dev.guildhall.rpc.v1.ListGuildsRequest;
import dev.guildhall.rpc.v1.OpenDirectChannelReply;
import dev.guildhall.rpc.v1.OpenDirectChannelRequest;
import dev.guildhall.rpc.v1.ReserveGuildIdReply;
import dev.guildhall.rpc.v1.ReserveGuildIdRequest;
import dev.guildhall.rpc.v1.RevokeTokensReply;
import dev.guildhall.rpc.v1.RevokeTokensRequest;
import dev.guildhall.rpc.v1.SignInRequest;
import dev.guildhall.rpc.v1.UserProto;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `Accounts` over the accounts store: each call on a worker's thread, since the store blocks.
public final class AccountsService extends AccountsGrpc.AccountsImplBase {

    private static final Logger LOG = LoggerFactory.getLogger(AccountsService.class);
    private static final int MAX_PAGE = 1_000;

    private final AccountsStore store;
    private final Executor workers;
    private final FailureLog failures;

    public AccountsService(AccountsStore store, Executor workers, Ticker ticker) {
        this.store = store;
        this.workers = workers;
        this.failures = new FailureLog(LOG, ticker, "accounts store failed");
    }

    @Override
    public void authenticate(AuthenticateRequest request, StreamObserver<IdentityProto> out) {
        answer(
                out,
                () ->
                        store.authenticate(request.getToken())
                                .map(IdentityCodec::toProto)
                                .orElseThrow(Statuses::unauthenticated));
    }

    @Override
    public void getUser(GetUserRequest request, StreamObserver<UserProto> out) {
        answer(
                out,
                () ->
                        store.user(new UserId(request.getUserId()))
                                .map(EntityCodec::toProto)
                                .orElseThrow(() -> Statuses.notFound("user")));
    }

    @Override
    public void signIn(SignInRequest request, StreamObserver<CredentialsProto> out) {
        answer(
                out,
                () ->
                        store.signIn(request.getUsername())
                                .map(AccountsService::credentials)
                                .orElseThrow(() ->
                                        Statuses.broken(
                                                "a username is 2 to 32 of a-z, 0-9, dot and"
                                                        + " underscore")));
    }

    @Override
    public void createBot(CreateBotRequest request, StreamObserver<CredentialsProto> out) {
        UserId ownerId = request.hasOwnerId() ? new UserId(request.getOwnerId()) : null;
        answer(
                out,
                () ->
                        store.createBot(request.getName(), ownerId)
                                .map(AccountsService::credentials)
                                .orElseThrow(() ->
                                        Statuses.broken("a bot's name is 1 to 32 characters")));
    }

    @Override
    public void findBots(FindBotsRequest request, StreamObserver<FindBotsReply> out) {
        answer(
                out,
                () ->
                        FindBotsReply.newBuilder()
                                .addAllUserIds(
                                        store.bots(request.getName()).stream()
                                                .map(UserId::value)
                                                .toList())
                                .build());
    }

    @Override
    public void revokeTokens(RevokeTokensRequest request, StreamObserver<RevokeTokensReply> out) {
        UserId userId = new UserId(request.getUserId());
        answer(
                out,
                () -> {
                    boolean known =
                            request.getDeleteAccount()
                                    ? store.deleteAccount(userId)
                                    : store.revokeTokens(userId);
                    if (!known) {
                        throw Statuses.notFound("user");
                    }
                    return RevokeTokensReply.getDefaultInstance();
                });
    }

    @Override
    public void listGuildsOfUser(
            ListGuildsOfUserRequest request, StreamObserver<GuildIdsReply> out) {
        answer(
                out,
                () ->
                        GuildIdsReply.newBuilder()
                                .addAllGuildIds(
                                        store.guildsOfUser(new UserId(request.getUserId())).stream()
                                                .map(GuildId::value)
                                                .toList())
                                .build());
    }

    @Override
    public void listGuilds(ListGuildsRequest request, StreamObserver<ListGuildsReply> out) {
        GuildId after = request.hasAfter() ? new GuildId(request.getAfter()) : null;
        int limit = Math.clamp(request.getLimit(), 1, MAX_PAGE);
        answer(
                out,
                () -> {
                    ListGuildsReply.Builder reply = ListGuildsReply.newBuilder();
                    store.guilds(after, limit)
                            .forEach(guild -> reply.addGuilds(IdentityCodec.toProto(guild)));
                    return reply.build();
                });
    }

    @Override
    public void findChannel(FindChannelRequest request, StreamObserver<FindChannelReply> out) {
        answer(
                out,
                () ->
                        store.guildOfChannel(new ChannelId(request.getChannelId()))
                                .map(id -> FindChannelReply.newBuilder().setGuildId(id.value()))
                                .orElseThrow(() -> Statuses.notFound("channel"))
                                .build());
    }

    @Override
    public void openDirectChannel(
            OpenDirectChannelRequest request, StreamObserver<OpenDirectChannelReply> out) {
        answer(
                out,
                () -> {
                    if (request.getUserId() == request.getRecipientId()) {
                        throw Statuses.broken("a direct channel is between two users");
                    }
                    ChannelId channelId =
                            store.openDirectChannel(
                                    new UserId(request.getUserId()),
                                    new UserId(request.getRecipientId()));
                    return OpenDirectChannelReply.newBuilder()
                            .setChannelId(channelId.value())
                            .build();
                });
    }

    @Override
    public void reserveGuildId(
            ReserveGuildIdRequest request, StreamObserver<ReserveGuildIdReply> out) {
        answer(
                out,
                () ->
                        ReserveGuildIdReply.newBuilder()
                                .setGuildId(store.reserveGuildId().value())
                                .build());
    }

    private static CredentialsProto credentials(Credentials credentials) {
        return CredentialsProto.newBuilder()
                .setIdentity(IdentityCodec.toProto(credentials.identity()))
                .setToken(credentials.token())
                .build();
    }

    private <T> void answer(StreamObserver<T> out, Supplier<T> work) {
        Reply<T> reply = new Reply<>(out);
        workers.execute(() -> {
            try {
                T answer = work.get();
                reply.send(() -> answer);
            } catch (StatusRuntimeException e) {
                reply.fail(e);
            } catch (StoreException e) {
                failures.failed(e);
                reply.fail(Statuses.unavailable());
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("accounts call failed by a bug");
                reply.fail(Statuses.internal());
            }
        });
    }
}
