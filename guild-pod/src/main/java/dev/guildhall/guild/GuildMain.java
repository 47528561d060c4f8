package dev.guildhall.guild;

import dev.guildhall.common.admin.AdminServer;
import dev.guildhall.common.admin.ProcessMetrics;
import dev.guildhall.common.config.ConfigException;
import dev.guildhall.common.log.LogKeys;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.host.Drain;
import dev.guildhall.guild.host.GuildHost;
import dev.guildhall.guild.host.HostMetrics;
import dev.guildhall.guild.host.HostSetup;
import dev.guildhall.guild.host.IndexWriter;
import dev.guildhall.guild.loop.LoopLimits;
import dev.guildhall.guild.loop.LoopMetrics;
import dev.guildhall.guild.loop.LoopTimes;
import dev.guildhall.guild.loop.PodIds;
import dev.guildhall.guild.rpc.AccountsService;
import dev.guildhall.guild.rpc.DirectoryClient;
import dev.guildhall.guild.rpc.GuildLinkService;
import dev.guildhall.guild.rpc.GuildServer;
import dev.guildhall.guild.rpc.PodIdentity;
import dev.guildhall.guild.store.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A guild pod: config, metrics, stores, host, rpc, admin, directory; drained in reverse at
/// SIGTERM.
public final class GuildMain {

    private static final Logger LOG = LoggerFactory.getLogger(GuildMain.class);
    private static final int FAILED = 1;

    private GuildMain() {}

    public static void main(String[] args) {
        try {
            start(GuildConfig.from(System.getenv()));
        } catch (ConfigException e) {
            e.errors().forEach(System.err::println);
            System.exit(ConfigException.EXIT_CODE);
        } catch (StoreException e) {
            LOG.atError()
                    .addKeyValue(LogKeys.REASON, e.getMessage())
                    .log("guild pod cannot start: its store cannot be opened");
            System.exit(FAILED);
        } catch (IOException | RuntimeException e) {
            LOG.atError().setCause(e).log("guild pod cannot start");
            System.exit(FAILED);
        }
    }

    private static void start(GuildConfig config) throws IOException {
        Ticker ticker = Ticker.system();
        Executor workers = Executors.newVirtualThreadPerTaskExecutor();
        var registry = ProcessMetrics.registry();
        String bind = config.bind();

        PodIds ids = new PodIds(ticker, config.worker());
        Stores stores = Stores.open(config, ids, ticker, registry);
        var accounts = stores.accounts();

        IndexWriter index = new IndexWriter(accounts, registry);
        LoopMetrics metrics = new LoopMetrics(registry);
        LoopLimits limits = LoopLimits.defaults();
        LoopTimes times = LoopTimes.defaults();
        HostSetup setup =
                new HostSetup(
                        config.pod(),
                        stores.guilds(),
                        ticker,
                        ids,
                        workers,
                        index,
                        metrics,
                        limits,
                        times);
        GuildHost host = new GuildHost(setup, Runtime.getRuntime()::halt);
        HostMetrics.bind(host, registry);

        var link = new GuildLinkService(host, workers, limits.streamBytes());
        var services = List.of(link, new AccountsService(accounts, workers, ticker));
        GuildServer server = GuildServer.start(bind, config.grpcPort(), services);
        AdminServer admin =
                AdminServer.start(
                        bind, config.adminPort(), registry, () -> true, host::ready, config::shown);
        String adminAddress = bind + ":" + admin.port();
        var identity =
                new PodIdentity(
                        config.pod(), server.address(), adminAddress, host, accounts::blocked);
        var directory = DirectoryClient.start(config.directory(), host, identity, registry);

        LOG.atInfo()
                .addKeyValue(LogKeys.POD, config.pod())
                .addKeyValue(LogKeys.ADDRESS, server.address())
                .addKeyValue("admin", adminAddress)
                .log("guild pod started");
        List<AutoCloseable> closed = new ArrayList<>(List.of(directory, server, admin, index));
        closed.addAll(stores.rest());
        Drain.atExit(host, closed);
    }
}
