package dev.guildhall.guild.rpc;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.GuildKind;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.placement.Placement;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.accounts.AccountsStore;
import dev.guildhall.guild.accounts.SqliteAccountsStore;
import dev.guildhall.guild.host.GuildHost;
import dev.guildhall.guild.host.HostSetup;
import dev.guildhall.guild.host.IndexWriter;
import dev.guildhall.guild.loop.LoopLimits;
import dev.guildhall.guild.loop.LoopMetrics;
import dev.guildhall.guild.loop.LoopTimes;
import dev.guildhall.guild.loop.PodIds;
import dev.guildhall.guild.store.sqlite.SqliteGuildStores;
import dev.guildhall.guild.store.sqlite.StoreMetrics;
import dev.guildhall.guild.store.sqlite.StoreOptions;
import dev.guildhall.rpc.codec.AnswerCodec;
import dev.guildhall.rpc.codec.CommandCodec;
import dev.guildhall.rpc.codec.QueryCodec;
import dev.guildhall.rpc.codec.ResultCodec;
import dev.guildhall.rpc.v1.CallRequest;
import dev.guildhall.rpc.v1.GuildLinkGrpc;
import dev.guildhall.rpc.v1.ReadRequest;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A guild pod in the test's process: real gRPC on loopback, real SQLite, no operator.
final class RunningPod implements AutoCloseable {

    static final GuildId GUILD = new GuildId(1_000);
    static final User OWNER = new User(new UserId(1), "owner", null, null, false);
    static final User BOB = new User(new UserId(2), "bob", null, null, false);

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final List<Integer> exits = new CopyOnWriteArrayList<>();
    final GuildHost host;
    final ManagedChannel channel;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final SqliteGuildStores stores;
    private final AccountsStore accounts;
    private final IndexWriter index;
    private final GuildServer server;

    RunningPod(String name, Path data, long epoch) throws IOException {
        stores =
                new SqliteGuildStores(
                        data,
                        new ProtoEventBytes(),
                        StoreOptions.defaults(),
                        new StoreMetrics(registry));
        PodIds ids = new PodIds(Ticker.system(), 1);
        accounts =
                SqliteAccountsStore.open(
                        data.resolve("accounts.db"), ids, Ticker.system(), registry);
        index = new IndexWriter(accounts, registry);
        HostSetup setup =
                new HostSetup(
                        name,
                        stores,
                        Ticker.system(),
                        ids,
                        workers,
                        index,
                        new LoopMetrics(registry),
                        LoopLimits.defaults(),
                        LoopTimes.defaults());
        host = new GuildHost(setup, exits::add);
        var link = new GuildLinkService(host, workers, LoopLimits.defaults().streamBytes());
        var services = List.of(link, new AccountsService(accounts, workers, Ticker.system()));
        server = GuildServer.start("127.0.0.1", 0, services);
        channel = NettyChannelBuilder.forTarget(server.address()).usePlaintext().build();
        place(name, epoch);
    }

    /// The pool is `owner` alone, under `epoch`.
    void place(String owner, long epoch) {
        host.place(
                new Placement(
                        epoch, Map.of(), Map.of(), List.of(Placement.Member.of(owner, epoch))));
    }

    /// Creates the guild with a text channel and Bob in it.
    ChannelId createGuild() {
        Guild guild =
                new Guild(GUILD, GuildKind.COMMUNITY, "home", null, null, OWNER.id(), null, 300);
        var channels = List.of(new Command.InitialChannel(ChannelType.TEXT, "general", null));
        Answer answer = call(Actor.systemActor(), new Command.CreateGuild(guild, OWNER, channels));
        call(Actor.systemActor(), new Command.AddMember(BOB, List.of()));
        var created = (Event.GuildCreated) ((Answer.Accepted) answer).events().getFirst();
        return created.channels().getFirst().id();
    }

    GuildLinkGrpc.GuildLinkBlockingStub blocking() {
        return GuildLinkGrpc.newBlockingStub(channel);
    }

    static CallRequest request(Actor actor, Command command) {
        return CallRequest.newBuilder()
                .setGuildId(GUILD.value())
                .setActor(AnswerCodec.toProto(actor))
                .setCommand(CommandCodec.toProto(command))
                .build();
    }

    static Command message(ChannelId channelId, String content) {
        return new Command.CreateMessage(
                channelId, content, List.of(), false, 0, null, false, null, true, null);
    }

    Answer call(Actor actor, Command command) {
        return AnswerCodec.fromProto(blocking().call(request(actor, command)));
    }

    Result read(Actor actor, Query query) {
        return ResultCodec.fromProto(
                blocking()
                        .read(
                                ReadRequest.newBuilder()
                                        .setGuildId(GUILD.value())
                                        .setActor(AnswerCodec.toProto(actor))
                                        .setQuery(QueryCodec.toProto(query))
                                        .build()));
    }

    @Override
    public void close() {
        channel.shutdownNow();
        host.drain().join();
        server.close();
        index.close();
        accounts.close();
        stores.close();
        workers.close();
    }
}
