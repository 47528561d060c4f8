package dev.guildhall.guild.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.placement.Placement;
import dev.guildhall.common.placement.Placement.Member;
import dev.guildhall.common.placement.Placement.Owner;
import dev.guildhall.common.time.FakeTicker;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.loop.LoopLimits;
import dev.guildhall.guild.loop.LoopMetrics;
import dev.guildhall.guild.loop.LoopTimes;
import dev.guildhall.guild.loop.PodIds;
import dev.guildhall.guild.loop.Projection;
import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.GuildStore;
import dev.guildhall.guild.store.GuildStores;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.sqlite.SqliteGuildStores;
import dev.guildhall.guild.store.sqlite.StoreMetrics;
import dev.guildhall.guild.store.sqlite.StoreOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuildHostTest {

    private static final GuildId GUILD = new GuildId(7);

    @TempDir Path data;
    private final FakeTicker ticker = new FakeTicker();
    private final List<Integer> exits = new ArrayList<>();
    private FaultyStores stores;
    private GuildHost host;

    @BeforeEach
    void start() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        stores = new FaultyStores(data, registry);
        host =
                new GuildHost(
                        new HostSetup(
                                "me",
                                stores,
                                ticker,
                                new PodIds(ticker, 1),
                                Runnable::run,
                                new NoIndex(),
                                new LoopMetrics(registry),
                                LoopLimits.defaults(),
                                LoopTimes.defaults()),
                        exits::add);
    }

    @AfterEach
    void stop() {
        host.drain().orTimeout(10, TimeUnit.SECONDS).join();
        stores.real.close();
    }

    @Test
    void nothingIsOursBeforeTheOperatorHasSpoken() {
        assertThat(host.find(GUILD, true).join()).isEqualTo(new Found.Unavailable());
        assertThat(host.ready()).isFalse();
    }

    @Test
    void aGuildOfAnotherPodIsRefused() {
        host.place(placement(new Owner("you", 1)));
        assertThat(host.find(GUILD, true).join()).isEqualTo(new Found.NotTheOwner());
    }

    @Test
    void aGuildThatNobodyCreatedIsOnlyOpenedToCreateIt() {
        host.place(placement(new Owner("me", 1)));
        assertThat(host.find(GUILD, false).join()).isEqualTo(new Found.NoSuchGuild());
        assertThat(host.find(GUILD, true).join()).isInstanceOf(Found.Running.class);
        assertThat(host.find(GUILD, false).join()).isInstanceOf(Found.Running.class);
        assertThat(stores.claims).isEqualTo(1);
    }

    @Test
    void aGuildThatAPausedOwnerHoldsIsReportedAndTriedAgain() {
        // Given
        host.place(placement(new Owner("me", 1)));
        stores.failure = new StoreException.Blocked("held", null);

        // When
        assertThat(host.find(GUILD, true).join()).isEqualTo(new Found.Unavailable());

        // Then
        assertThat(host.report().blocked()).containsExactly(GUILD);
        stores.failure = null;
        assertThat(host.find(GUILD, true).join()).isInstanceOf(Found.Running.class);
        assertThat(host.report().blocked()).isEmpty();
    }

    @Test
    void aBlockedGuildThatNobodyAsksForIsForgotten() {
        // Given
        host.place(placement(new Owner("me", 1)));
        stores.failure = new StoreException.Blocked("held", null);
        var _ = host.find(GUILD, true);

        // When
        ticker.advanceMs(6_000);

        // Then
        assertThat(host.report().blocked()).isEmpty();
    }

    @Test
    void aDamagedStoreLeavesTheOtherGuildsAlone() {
        // Given
        host.place(placement(new Owner("me", 1)));
        stores.failure = new StoreException.Corrupt("damaged", null);
        assertThat(host.find(GUILD, true).join()).isEqualTo(new Found.Unavailable());
        stores.failure = null;

        // Then
        assertThat(host.find(new GuildId(8), true).join()).isInstanceOf(Found.Running.class);
        assertThat(exits).isEmpty();
    }

    @Test
    void aPooledGuildThatNobodyUsesIsClosedAndAnAssignedOneIsNot() {
        // Given
        GuildId named = new GuildId(9);
        host.place(
                new Placement(
                        1,
                        Map.of(),
                        Map.of(named, new Owner("me", 1)),
                        List.of(Member.of("me", 1))));
        var _ = host.find(GUILD, true).join();
        var _ = host.find(named, true).join();

        // When
        ticker.advanceMs(599_000);
        host.closeIdle();
        assertThat(host.size()).isEqualTo(2);
        ticker.advanceMs(2_000);
        host.closeIdle();

        // Then
        Awaitility.await().until(() -> host.size() == 1);
        assertThat(host.find(named, false).join()).isInstanceOf(Found.Running.class);
    }

    @Test
    void aGuildThatIsAssignedAnewIsOpenedUnderTheNewEpoch() {
        // Given
        host.place(placement(new Owner("me", 1)));
        var _ = host.find(GUILD, true).join();

        // When
        host.place(placement(new Owner("me", 5)));
        Awaitility.await().until(() -> host.size() == 0);

        // Then
        assertThat(host.find(GUILD, true).join())
                .isInstanceOfSatisfying(
                        Found.Running.class, r -> assertThat(r.loop().epoch()).isEqualTo(5));
    }

    private static Placement placement(Owner pool) {
        return new Placement(
                pool.epoch(), Map.of(), Map.of(), List.of(new Member("guild-pool-1", pool)));
    }

    /// Real stores that fail to open when they are told to.
    private static final class FaultyStores implements GuildStores {
        final SqliteGuildStores real;
        @Nullable StoreException failure;
        int claims;

        FaultyStores(Path data, SimpleMeterRegistry registry) {
            real =
                    new SqliteGuildStores(
                            data,
                            new ProtoEventBytes(),
                            StoreOptions.defaults(),
                            new StoreMetrics(registry));
        }

        @Override
        public GuildStore claim(GuildId guildId, long epoch, String owner) {
            if (failure != null) {
                throw failure;
            }
            claims++;
            return real.claim(guildId, epoch, owner);
        }

        @Override
        public boolean exists(GuildId guildId) {
            return real.exists(guildId);
        }
    }

    private static final class NoIndex implements Projection {
        @Override
        public void rewrite(GuildId guildId, long epoch, GuildSnapshot snapshot) {}

        @Override
        public void project(GuildId guildId, long epoch, List<LogEntry> entries, Runnable done) {
            done.run();
        }
    }
}
