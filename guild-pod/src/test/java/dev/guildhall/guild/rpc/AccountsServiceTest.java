package dev.guildhall.guild.rpc;

import static dev.guildhall.guild.rpc.RunningPod.BOB;
import static dev.guildhall.guild.rpc.RunningPod.GUILD;
import static dev.guildhall.guild.rpc.RunningPod.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.rpc.v1.AccountsGrpc;
import dev.guildhall.rpc.v1.AuthenticateRequest;
import dev.guildhall.rpc.v1.CreateBotRequest;
import dev.guildhall.rpc.v1.FindChannelRequest;
import dev.guildhall.rpc.v1.GetUserRequest;
import dev.guildhall.rpc.v1.ListGuildsOfUserRequest;
import dev.guildhall.rpc.v1.ListGuildsReply;
import dev.guildhall.rpc.v1.ListGuildsRequest;
import dev.guildhall.rpc.v1.OpenDirectChannelRequest;
import dev.guildhall.rpc.v1.ReserveGuildIdRequest;
import dev.guildhall.rpc.v1.RevokeTokensRequest;
import dev.guildhall.rpc.v1.SignInRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsServiceTest {

    @TempDir Path data;
    private RunningPod pod;
    private AccountsGrpc.AccountsBlockingStub accounts;

    @BeforeEach
    void start() throws IOException {
        pod = new RunningPod("p1", data, 1);
        accounts = AccountsGrpc.newBlockingStub(pod.channel);
    }

    @AfterEach
    void stop() {
        pod.close();
    }

    @Test
    void aTokenHoldsUntilItIsRevoked() {
        // Given
        var credentials = accounts.signIn(SignInRequest.newBuilder().setUsername("alice").build());
        var request = AuthenticateRequest.newBuilder().setToken(credentials.getToken()).build();
        long userId = credentials.getIdentity().getUser().getId();

        // Then
        assertThat(accounts.authenticate(request)).isEqualTo(credentials.getIdentity());
        assertThat(accounts.getUser(GetUserRequest.newBuilder().setUserId(userId).build()))
                .isEqualTo(credentials.getIdentity().getUser());
        var _ = accounts.revokeTokens(RevokeTokensRequest.newBuilder().setUserId(userId).build());
        assertStatus(() -> accounts.authenticate(request), Status.Code.UNAUTHENTICATED);
    }

    @Test
    void aBotHasAnApplication() {
        // When
        var bot = accounts.createBot(CreateBotRequest.newBuilder().setName("Helper").build());

        // Then
        assertThat(bot.getIdentity().getUser().getBot()).isTrue();
        assertThat(bot.getIdentity().getApplication().getId())
                .isEqualTo(bot.getIdentity().getUser().getId());
    }

    @Test
    void badNamesAreRefused() {
        assertStatus(
                () -> accounts.signIn(SignInRequest.newBuilder().setUsername("x").build()),
                Status.Code.INVALID_ARGUMENT);
        assertStatus(
                () -> accounts.createBot(CreateBotRequest.getDefaultInstance()),
                Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void theIndexesHaveWhatIsAnswered() {
        // When
        ChannelId channel = pod.createGuild();

        // Then
        assertThat(guildsOf(BOB.id().value())).containsExactly(GUILD.value());
        var find = FindChannelRequest.newBuilder().setChannelId(channel.value()).build();
        assertThat(accounts.findChannel(find).getGuildId()).isEqualTo(GUILD.value());
        assertThat(accounts.listGuilds(ListGuildsRequest.newBuilder().setLimit(10).build()))
                .extracting(ListGuildsReply::getGuildsList)
                .satisfies(list -> assertThat(list.getFirst().getName()).isEqualTo("home"));

        // When
        pod.call(Actor.user(OWNER.id()), new Command.DeleteChannel(channel));
        pod.call(Actor.user(BOB.id()), new Command.RemoveMember(BOB.id()));

        // Then
        assertStatus(() -> accounts.findChannel(find), Status.Code.NOT_FOUND);
        assertThat(guildsOf(BOB.id().value())).isEmpty();
    }

    @Test
    void aDirectChannelIsTheSameForBoth() {
        // Then
        assertThat(direct(1, 2)).isEqualTo(direct(2, 1));
        assertStatus(() -> direct(1, 1), Status.Code.INVALID_ARGUMENT);
        long first =
                accounts.reserveGuildId(ReserveGuildIdRequest.getDefaultInstance()).getGuildId();
        assertThat(accounts.reserveGuildId(ReserveGuildIdRequest.getDefaultInstance()).getGuildId())
                .isGreaterThan(first);
    }

    private List<Long> guildsOf(long userId) {
        return accounts.listGuildsOfUser(
                        ListGuildsOfUserRequest.newBuilder().setUserId(userId).build())
                .getGuildIdsList();
    }

    private long direct(long userId, long recipientId) {
        return accounts.openDirectChannel(
                        OpenDirectChannelRequest.newBuilder()
                                .setUserId(userId)
                                .setRecipientId(recipientId)
                                .build())
                .getChannelId();
    }

    private static void assertStatus(Runnable call, Status.Code code) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(code));
    }
}
