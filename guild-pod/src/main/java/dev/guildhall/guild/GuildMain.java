package dev.guildhall.guild;

import dev.guildhall.common.admin.AdminServer;
import dev.guildhall.common.admin.ProcessMetrics;
import dev.guildhall.common.config.ConfigException;
import dev.guildhall.common.log.LogKeys;
import dev.guildhall.common.placement.Placement;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.host.GuildHost;
import dev.guildhall.guild.host.HostSetup;
import dev.guildhall.guild.loop.LoopLimits;
import dev.guildhall.guild.loop.LoopMetrics;
import dev.guildhall.guild.loop.LoopTimes;
import dev.guildhall.guild.loop.PodIds;
import dev.guildhall.guild.loop.Projection;
import dev.guildhall.guild.rpc.DirectoryClient;
import dev.guildhall.guild.rpc.GuildLinkService;
import dev.guildhall.guild.rpc.GuildServer;
import dev.guildhall.guild.rpc.PodIdentity;
import dev.guildhall.guild.rpc.ProtoEventBytes;
import dev.guildhall.guild.store.sqlite.SqliteGuildStores;
import dev.guildhall.guild.store.sqlite.StoreMetrics;
import dev.guildhall.guild.store.sqlite.StoreOptions;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A guild pod: config, metrics, stores, host, rpc, admin, directory; then it waits for SIGTERM and
/// drains in reverse.
public final class GuildMain {

    private static final Logger LOG = LoggerFactory.getLogger(GuildMain.class);
    private static final int FAILED = 1;
    private static final long DRAIN_SECONDS = 20;

    private GuildMain() {}

    public static void main(String[] args) {
        try {
            run(GuildConfig.from(System.getenv()));
        } catch (ConfigException e) {
            e.errors().forEach(System.err::println);
            System.exit(ConfigException.EXIT_CODE);
        } catch (IOException | RuntimeException e) {
            LOG.atError().setCause(e).log("guild pod cannot start");
            System.exit(FAILED);
        }
    }

    private static void run(GuildConfig config) throws IOException {
        Ticker ticker = Ticker.system();
        Executor workers = Executors.newVirtualThreadPerTaskExecutor();
        var registry = ProcessMetrics.registry();
        var stores =
                new SqliteGuildStores(
                        config.data().resolve("guilds"),
                        new ProtoEventBytes(),
                        StoreOptions.defaults(),
                        new StoreMetrics(registry));
        Projection projection = new NoIndex();
        PodIds ids = new PodIds(ticker, config.worker());
        LoopLimits limits = LoopLimits.defaults();
        HostSetup setup =
                new HostSetup(
                        config.pod(),
                        stores,
                        ticker,
                        ids,
                        workers,
                        projection,
                        new LoopMetrics(registry),
                        limits,
                        LoopTimes.defaults());
        GuildHost host = new GuildHost(setup, Runtime.getRuntime()::halt);
        var link = new GuildLinkService(host, workers, limits.streamBytes());
        GuildServer server = GuildServer.start(config.bind(), config.grpcPort(), List.of(link));
        AdminServer admin =
                AdminServer.start(
                        config.bind(),
                        config.adminPort(),
                        registry,
                        () -> true,
                        host::ready,
                        config::shown);
        var identity =
                new PodIdentity(
                        config.pod(), server.address(), config.bind() + ":" + admin.port(), host);
        AutoCloseable directory = directory(config, host, identity, registry);
        LOG.atInfo()
                .addKeyValue(LogKeys.POD, config.pod())
                .addKeyValue(LogKeys.ADDRESS, server.address())
                .addKeyValue(LogKeys.PORT, admin.port())
                .log("guild pod started");
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("drain")
                                .unstarted(() -> drain(host, directory, server, admin, stores)));
    }

    /// Without an operator the pod owns everything, and there is nothing to close.
    private static AutoCloseable directory(
            GuildConfig config, GuildHost host, PodIdentity identity, MeterRegistry registry) {
        if (config.directory().isEmpty()) {
            host.place(
                    new Placement(
                            1,
                            Map.of(config.pod(), identity.grpcAddress()),
                            Map.of(),
                            List.of(new Placement.Owner(config.pod(), 1))));
            return () -> {};
        }
        var client = new DirectoryClient(config.directory(), host, identity, registry);
        client.start();
        return client;
    }

    /// Lets the guilds go, then closes in the reverse order of the start.
    private static void drain(GuildHost host, AutoCloseable... rest) {
        LOG.atInfo().log("guild pod drains");
        try {
            host.drain().get(DRAIN_SECONDS, TimeUnit.SECONDS);
            for (AutoCloseable closeable : rest) {
                closeable.close();
            }
            LOG.atInfo().log("guild pod ended");
        } catch (Exception e) {
            LOG.atError().setCause(e).log("guild pod did not drain in time");
        }
    }
}
