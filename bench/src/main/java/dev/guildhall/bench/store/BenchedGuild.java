package dev.guildhall.bench.store;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.placement.Placement;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.host.Found;
import dev.guildhall.guild.host.GuildHost;
import dev.guildhall.guild.host.HostSetup;
import dev.guildhall.guild.loop.GuildLoop;
import dev.guildhall.guild.loop.LoopLimits;
import dev.guildhall.guild.loop.LoopMetrics;
import dev.guildhall.guild.loop.LoopTimes;
import dev.guildhall.guild.loop.PodIds;
import dev.guildhall.guild.store.GuildStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/// A guild in a host of its own, as a guild pod has it, without network and indexes.
final class BenchedGuild implements AutoCloseable {

    private static final String POD = "bench";
    private static final GuildId GUILD = new GuildId(1_000);
    private static final User OWNER = new User(new UserId(1), "owner", null, null, false);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final GuildHost host;
    private final GuildLoop loop;

    private BenchedGuild(GuildStores stores, GuildId guildId, long epoch) {
        Ticker ticker = Ticker.system();
        host =
                new GuildHost(
                        new HostSetup(
                                POD,
                                stores,
                                ticker,
                                new PodIds(ticker, 1),
                                Executors.newVirtualThreadPerTaskExecutor(),
                                new NoIndex(),
                                new LoopMetrics(registry),
                                LoopLimits.defaults(),
                                LoopTimes.defaults()),
                        System::exit);
        host.place(new Placement(1, Map.of(), Map.of(), List.of(Placement.Member.of(POD, epoch))));
        if (!(host.find(guildId, true).join() instanceof Found.Running(GuildLoop running))) {
            throw new IllegalStateException("the guild cannot be opened");
        }
        loop = running;
    }

    /// One that is in the stores, taken over with a higher epoch than it had.
    static BenchedGuild open(GuildStores stores, GuildId guildId, long epoch) {
        return new BenchedGuild(stores, guildId, epoch);
    }

    /// A new one with one channel and its owner, who writes.
    static BenchedGuild create(GuildStores stores) {
        return new BenchedGuild(stores, GUILD, 1);
    }

    GuildLoop loop() {
        return loop;
    }

    /// Authors in a guild that was just created.
    Authors authors() {
        return new Authors(loop, Actor.user(OWNER.id()), created());
    }

    /// How often something was counted since the start.
    double counted(String name) {
        return registry.get(name).counter().count();
    }

    /// The mean of durable events in one append since the start.
    double meanBatch() {
        return registry.get("guild_loop_batch_events").summary().mean();
    }

    @Override
    public void close() {
        host.drain().join();
    }

    private ChannelId created() {
        Guild guild =
                new Guild(GUILD, GuildKind.COMMUNITY, "home", null, null, OWNER.id(), null, 300);
        var channels = List.of(new Command.InitialChannel(ChannelType.TEXT, "general", null));
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        loop.call(
                Actor.systemActor(),
                new Command.CreateGuild(guild, OWNER, channels),
                answer::complete);
        if (!(answer.join() instanceof Answer.Accepted accepted)
                || !(accepted.events().getFirst() instanceof Event.GuildCreated created)) {
            throw new IllegalStateException("the guild cannot be created: " + answer.join());
        }
        return created.channels().getFirst().id();
    }
}
