package dev.guildhall.operator;

import dev.guildhall.common.admin.AdminServer;
import dev.guildhall.common.admin.ProcessMetrics;
import dev.guildhall.common.config.ConfigException;
import dev.guildhall.common.log.LogKeys;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.operator.api.GuildClusterSpec;
import dev.guildhall.operator.local.DataDir;
import dev.guildhall.operator.local.InUseException;
import dev.guildhall.operator.local.LocalMode;
import dev.guildhall.operator.local.OperatorLoop;
import dev.guildhall.operator.local.Supervision;
import dev.guildhall.operator.observe.Reports;
import dev.guildhall.operator.rpc.DirectoryServer;
import dev.guildhall.operator.rpc.DirectoryService;
import dev.guildhall.operator.schema.ManifestException;
import dev.guildhall.operator.schema.ManifestReader;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The operator in local mode. Exit code 2: what it was given cannot be used; anything else but 0
/// is worth a restart.
public final class OperatorMain {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorMain.class);
    private static final int EXIT_BUG = 70;

    private OperatorMain() {}

    public static void main(String[] args) throws IOException {
        Thread.setDefaultUncaughtExceptionHandler(OperatorMain::die);
        try {
            run(OperatorConfig.from(System.getenv()));
        } catch (ConfigException e) {
            refuse(e.errors());
        } catch (ManifestException e) {
            refuse(e.errors());
        } catch (InUseException e) {
            refuse(List.of(String.valueOf(e.getMessage())));
        }
    }

    private static void run(OperatorConfig config)
            throws IOException, ManifestException, InUseException {
        DataDir dir = DataDir.create(config.dir());
        Ticker ticker = Ticker.system();
        LocalMode local = LocalMode.lock(dir, ticker);
        GuildClusterSpec spec = new ManifestReader().read(dir.manifest());
        PrometheusMeterRegistry registry = ProcessMetrics.registry();
        OperatorLoop loop =
                new OperatorLoop(dir.logs(), Supervision.ofThisProcess(dir, config.home()));
        Reports reports = new Reports(loop::wake);
        DirectoryService directory = new DirectoryService(reports, ticker, registry);
        DirectoryServer server =
                local.bind(port -> DirectoryServer.start(config.bind(), port, directory));
        AdminServer admin =
                AdminServer.start(
                        config.bind(),
                        config.adminPort(),
                        registry,
                        loop::live,
                        local::ready,
                        config::shown);
        local.open(
                new LocalMode.Settings(
                        spec,
                        config.home(),
                        config.port(),
                        server.port(),
                        config.bind() + ":" + admin.port(),
                        config.training(),
                        Map.of(
                                "JAVA17_HOME",
                                config.java17Home(),
                                "HOME",
                                System.getProperty("user.home", ""))),
                reports,
                directory,
                ticker,
                registry,
                loop);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(loop, local, server, admin)));
        local.start(loop);
        LOG.atInfo().addKeyValue(LogKeys.PORT, server.port()).log("operator is up");
    }

    /// Ends the pods, then itself.
    private static void stop(
            OperatorLoop loop, LocalMode local, DirectoryServer server, AdminServer admin) {
        LOG.info("ending all pods");
        loop.close();
        local.endAll();
        server.close();
        admin.close();
        LOG.info("operator is down");
    }

    private static void refuse(List<String> errors) {
        errors.forEach(error -> LOG.atError().addKeyValue(LogKeys.REASON, error).log("refused"));
        System.exit(ConfigException.EXIT_CODE);
    }

    /// A bug ends the process; the supervisor starts it again, and the pods have not noticed.
    private static void die(Thread thread, Throwable cause) {
        LOG.atError().addKeyValue("thread", thread.getName()).setCause(cause).log("bug");
        Runtime.getRuntime().halt(EXIT_BUG);
    }
}
