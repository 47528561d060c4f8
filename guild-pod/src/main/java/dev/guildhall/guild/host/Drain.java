package dev.guildhall.guild.host;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How a pod ends when it is asked to: guilds first, then everything else.
public final class Drain {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final long DRAIN_SECONDS = 20;

    private Drain() {}

    /// At SIGTERM, lets the guilds go: their streams end with UNAVAILABLE, and what they answered
    /// is stored. Then closes `rest` in its order.
    public static void atExit(GuildHost host, List<AutoCloseable> rest) {
        Thread drain = Thread.ofPlatform().name("drain").unstarted(() -> drain(host, rest));
        Runtime.getRuntime().addShutdownHook(drain);
    }

    private static void drain(GuildHost host, List<AutoCloseable> rest) {
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
