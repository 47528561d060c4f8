package dev.guildhall.edge;

import dev.guildhall.common.admin.AdminServer;
import dev.guildhall.common.admin.ProcessMetrics;
import dev.guildhall.common.config.ConfigException;
import dev.guildhall.common.log.LogKeys;
import dev.guildhall.common.time.Ticker;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.BindException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The edge pod's process.
///
/// Ends with 2 when its configuration or its port cannot be used, with 1 when it cannot start for
/// another reason, and with 0 after SIGTERM, when clients were told to reconnect.
public final class EdgeMain {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeMain.class);

    private EdgeMain() {}

    public static void main(String[] args) throws InterruptedException {
        try {
            run(EdgeConfig.read(System.getenv()));
        } catch (ConfigException e) {
            e.errors().forEach(System.err::println);
            System.exit(ConfigException.EXIT_CODE);
        } catch (BindException e) {
            System.err.println("GUILDHALL_HTTP_PORT: the port is taken: " + e.getMessage());
            System.exit(ConfigException.EXIT_CODE);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOG.atError().setCause(e).log("The edge pod cannot start");
            System.exit(1);
        }
    }

    private static void run(EdgeConfig config) throws Exception {
        PrometheusMeterRegistry registry = ProcessMetrics.registry();
        EdgePod pod = EdgePod.bind(config, Ticker.system(), registry);
        pod.onFailure(() ->
                Thread.ofPlatform()
                        .name("failed")
                        .start(() -> System.exit(ConfigException.EXIT_CODE)));
        AdminServer admin =
                AdminServer.start(
                        config.bind(),
                        config.adminPort(),
                        registry,
                        pod::live,
                        pod::ready,
                        config::shown);
        pod.start(config.bind() + ":" + admin.port());
        LOG.atInfo()
                .addKeyValue(LogKeys.POD, config.pod())
                .addKeyValue(LogKeys.ADDRESS, pod.address())
                .log(config.standby() ? "The edge pod stands by" : "The edge pod serves");
        awaitEnd(pod, admin, Duration.ofMillis(config.drainTimeoutMs()));
    }

    /// Waits for SIGTERM, then ends in the reverse order. The JVM ends when the hook has.
    private static void awaitEnd(EdgePod pod, AdminServer admin, Duration drainTimeout)
            throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("shutdown")
                                .unstarted(() -> {
                                    try {
                                        pod.drain(drainTimeout);
                                        pod.close();
                                        admin.close();
                                    } catch (Exception e) {
                                        LOG.atWarn()
                                                .setCause(e)
                                                .log("The edge pod ended uncleanly");
                                    }
                                    asked.countDown();
                                }));
        asked.await();
    }
}
