package dev.guildhall.operator.rpc;

import dev.guildhall.common.config.Secret;
import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.permission.Permission;
import dev.guildhall.common.placement.Placement;
import dev.guildhall.rpc.codec.AnswerCodec;
import dev.guildhall.rpc.codec.CommandCodec;
import dev.guildhall.rpc.codec.EntityCodec;
import dev.guildhall.rpc.v1.AccountsGrpc;
import dev.guildhall.rpc.v1.AnswerProto;
import dev.guildhall.rpc.v1.AuthenticateRequest;
import dev.guildhall.rpc.v1.CallRequest;
import dev.guildhall.rpc.v1.CreateBotRequest;
import dev.guildhall.rpc.v1.CredentialsProto;
import dev.guildhall.rpc.v1.FindBotsRequest;
import dev.guildhall.rpc.v1.GetUserRequest;
import dev.guildhall.rpc.v1.GuildLinkGrpc;
import dev.guildhall.rpc.v1.ListGuildsOfUserRequest;
import dev.guildhall.rpc.v1.ListGuildsRequest;
import dev.guildhall.rpc.v1.ReserveGuildIdRequest;
import dev.guildhall.rpc.v1.RevokeTokensRequest;
import dev.guildhall.rpc.v1.SignInRequest;
import io.grpc.Channel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// What the command line asks of guild pods: accounts, guilds, members. Blocks; for one thread.
public final class ClusterClient implements AutoCloseable {

    private static final int AFK_TIMEOUT_SECONDS = 300;
    private static final int LIST_MAX = 1_000;
    private static final long DEADLINE_S = 10;

    private final PodChannels pods;

    /// `placement` says where guilds are now.
    public ClusterClient(Supplier<Placement> placement) {
        this.pods = new PodChannels(placement);
    }

    /// The person of that name, made when there is none.
    public Account person(String username) throws CallFailedException {
        SignInRequest request = SignInRequest.newBuilder().setUsername(username).build();
        return account(pods.any(channel -> accounts(channel).signIn(request)));
    }

    public Account createBot(String name) throws CallFailedException {
        CreateBotRequest request = CreateBotRequest.newBuilder().setName(name).build();
        return account(pods.any(channel -> accounts(channel).createBot(request)));
    }

    /// The bots of that name, oldest first: names of bots are not unique.
    public List<UserId> bots(String name) throws CallFailedException {
        FindBotsRequest request = FindBotsRequest.newBuilder().setName(name).build();
        return pods.any(channel -> accounts(channel).findBots(request)).getUserIdsList().stream()
                .map(UserId::new)
                .toList();
    }

    /// Whether there is an account of that id and it is a bot's.
    public boolean isBot(UserId userId) {
        GetUserRequest request = GetUserRequest.newBuilder().setUserId(userId.value()).build();
        try {
            return pods.any(channel -> accounts(channel).getUser(request)).getBot();
        } catch (CallFailedException _) {
            return false;
        }
    }

    /// Ends the user's memberships, and then the account and its tokens. Can be repeated when it
    /// fails on its way.
    public void delete(UserId userId) throws CallFailedException {
        ListGuildsOfUserRequest guilds =
                ListGuildsOfUserRequest.newBuilder().setUserId(userId.value()).build();
        for (long guildId :
                pods.any(channel -> accounts(channel).listGuildsOfUser(guilds)).getGuildIdsList()) {
            var _ = command(new GuildId(guildId), new Command.RemoveMember(userId));
        }
        RevokeTokensRequest revoke =
                RevokeTokensRequest.newBuilder()
                        .setUserId(userId.value())
                        .setDeleteAccount(true)
                        .build();
        var _ = pods.any(channel -> accounts(channel).revokeTokens(revoke));
    }

    /// Whether somebody holds the token; false when it was revoked or its account deleted.
    public boolean holds(Secret token) {
        AuthenticateRequest request =
                AuthenticateRequest.newBuilder().setToken(token.value()).build();
        try {
            return pods.any(channel -> accounts(channel).authenticate(request)).hasUser();
        } catch (CallFailedException _) {
            return false;
        }
    }

    /// The first guilds, by growing id: the oldest first.
    public List<GuildSummary> guilds() throws CallFailedException {
        ListGuildsRequest request = ListGuildsRequest.newBuilder().setLimit(LIST_MAX).build();
        return pods.any(channel -> accounts(channel).listGuilds(request)).getGuildsList().stream()
                .map(each ->
                        new GuildSummary(
                                new GuildId(each.getGuildId()),
                                each.getName(),
                                new UserId(each.getOwnerId())))
                .toList();
    }

    public GuildId createGuild(String name, User owner, List<Command.InitialChannel> channels)
            throws CallFailedException {
        ReserveGuildIdRequest request = ReserveGuildIdRequest.getDefaultInstance();
        GuildId id =
                new GuildId(
                        pods.any(channel -> accounts(channel).reserveGuildId(request))
                                .getGuildId());
        Guild guild =
                new Guild(
                        id,
                        GuildKind.COMMUNITY,
                        name,
                        null,
                        null,
                        owner.id(),
                        null,
                        AFK_TIMEOUT_SECONDS);
        var _ = command(id, new Command.CreateGuild(guild, owner, channels));
        return id;
    }

    /// Makes the user a member. With `admin` through a role of the user's name that holds
    /// ADMINISTRATOR.
    public void addMember(GuildId guildId, User user, boolean admin) throws CallFailedException {
        List<RoleId> roles = admin ? List.of(adminRole(guildId, user.username())) : List.of();
        var _ = command(guildId, new Command.AddMember(user, roles));
    }

    private RoleId adminRole(GuildId guildId, String name) throws CallFailedException {
        Command create =
                new Command.CreateRole(name, Permission.ADMINISTRATOR.bit(), 0, false, false);
        return command(guildId, create).events().stream()
                .filter(Event.RoleCreated.class::isInstance)
                .map(event -> ((Event.RoleCreated) event).role().id())
                .findFirst()
                .orElseThrow();
    }

    private Answer.Accepted command(GuildId guildId, Command command) throws CallFailedException {
        CallRequest request =
                CallRequest.newBuilder()
                        .setGuildId(guildId.value())
                        .setActor(AnswerCodec.toProto(Actor.systemActor()))
                        .setCommand(CommandCodec.toProto(command))
                        .build();
        AnswerProto answer =
                pods.owner(
                        guildId,
                        channel ->
                                GuildLinkGrpc.newBlockingStub(channel)
                                        .withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS)
                                        .call(request));
        return switch (AnswerCodec.fromProto(answer)) {
            case Answer.Accepted accepted -> accepted;
            case Answer.Rejected rejected ->
                    throw new CallFailedException(words(rejected.rejection()));
        };
    }

    private static String words(Rejection rejection) {
        StringBuilder text = new StringBuilder(rejection.reason().message());
        rejection
                .fieldErrors()
                .forEach((path, error) ->
                        text.append("; ").append(path).append(": ").append(error.message()));
        return text.toString();
    }

    private static Account account(CredentialsProto credentials) {
        return new Account(
                EntityCodec.fromProto(credentials.getIdentity().getUser()),
                new Secret(credentials.getToken()));
    }

    private static AccountsGrpc.AccountsBlockingStub accounts(Channel channel) {
        return AccountsGrpc.newBlockingStub(channel)
                .withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        pods.close();
    }
}
