package dev.guildhall.edge.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.placement.Placement;
import dev.guildhall.common.time.FakeTicker;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.edge.accounts.AccountsUnavailableException;
import io.grpc.netty.NettyChannelBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Accounts over two guild pods of which one may be dead, stopped or gone.
class AccountsClientTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final FixedPlacements placements = new FixedPlacements(Placement.empty());
    private final FakeTicker cacheClock = new FakeTicker();
    private final GuildChannels channels =
            new GuildChannels(
                    address -> NettyChannelBuilder.forTarget(address).usePlaintext().build(),
                    registry);
    private FakeAccountsPod first;
    private FakeAccountsPod second;
    private AccountsClient accounts;

    @BeforeEach
    void start() throws IOException {
        first = new FakeAccountsPod();
        second = new FakeAccountsPod();
        pods(first, second);
        AccountsFailover failover =
                new AccountsFailover(
                        placements, channels, timers, Runnable::run, Ticker.system(), registry);
        accounts = new AccountsClient(failover, cacheClock);
    }

    @AfterEach
    void stop() {
        channels.close();
        first.close();
        second.close();
        timers.shutdownNow();
    }

    @Test
    void revokedTokenHoldsNoLongerThanItsTime() {
        // Given
        assertThat(accounts.authenticate("good").join().orElseThrow().user().id())
                .isEqualTo(new UserId(7));
        first.revoke();
        second.revoke();
        assertThat(accounts.authenticate("good").join()).isPresent();
        // When
        cacheClock.advanceMs(AccountsClient.TOKEN_TTL_MS);
        // Then
        assertThat(accounts.authenticate("good").join()).isEmpty();
        assertThat(first.asked() + second.asked()).isEqualTo(2);
    }

    @Test
    void channelIsRememberedAndAnUnknownOneIsNot() {
        // Given
        for (int i = 0; i < 2; i++) {
            assertThat(accounts.guildOfChannel(new ChannelId(10)).join())
                    .contains(new GuildId(1_000));
            assertThat(accounts.guildOfChannel(new ChannelId(11)).join()).isEmpty();
        }
        // Then
        assertThat(first.asked() + second.asked()).isEqualTo(3);
    }

    @Test
    void communitiesAndDirectChannelsAreTwoLists() {
        assertThat(accounts.guildsOfUser(new UserId(7)).join()).containsExactly(new GuildId(1));
        assertThat(accounts.directChannelsOfUser(new UserId(7)).join())
                .containsExactly(new GuildId(2));
    }

    @Test
    void deadPodIsPassedOver() {
        // Given
        preferred().close();
        // When // Then
        assertThat(accounts.authenticate("good").join()).isPresent();
    }

    @Test
    void stoppedPodIsOvertakenAndNotAskedFirstAgain() {
        // Given
        FakeAccountsPod stopped = preferred();
        stopped.silence();
        // When
        long askedNanos = System.nanoTime();
        assertThat(accounts.authenticate("good").join()).isPresent();
        long waitedMs = (System.nanoTime() - askedNanos) / 1_000_000;
        // Then
        assertThat(waitedMs).isLessThan(AccountsFailover.ONE_TRY_MS);
        assertThat(registry.counter("edge_accounts_overtaken_total").count()).isEqualTo(1);
        // When
        assertThat(accounts.guildsOfUser(new UserId(7)).join()).hasSize(1);
        // Then
        assertThat(stopped.asked()).isEqualTo(1);
    }

    @Test
    void questionToAStoppedPodIsAskedAgainWhenTheAssignmentsDropIt() {
        // Given
        first.silence();
        pods(first);
        var answer = accounts.authenticate("good");
        await().until(() -> first.asked() == 1);
        // When
        long droppedNanos = System.nanoTime();
        pods(second);
        // Then
        assertThat(answer.join()).isPresent();
        long waitedMs = (System.nanoTime() - droppedNanos) / 1_000_000;
        assertThat(waitedMs).isLessThan(AccountsFailover.ONE_TRY_MS / 2);
    }

    @Test
    void nobodyLeftIsSaidAsSuch() {
        // Given
        first.close();
        second.close();
        // When // Then
        assertThatThrownBy(() -> accounts.guildsOfUser(new UserId(7)).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(AccountsUnavailableException.class);
    }

    /// The one that is asked first.
    private FakeAccountsPod preferred() {
        List<String> addresses =
                placements.placement().addresses().values().stream().sorted().toList();
        return addresses.getFirst().equals(first.address()) ? first : second;
    }

    private void pods(FakeAccountsPod... pods) {
        Map<String, String> addresses = new HashMap<>();
        for (FakeAccountsPod pod : pods) {
            addresses.put("pod" + addresses.size(), pod.address());
        }
        placements.set(new Placement(1, addresses, Map.of(), List.of()));
        channels.keepOnly(Set.copyOf(addresses.values()));
    }
}
