package dev.guildhall.edge;

import dev.guildhall.common.log.LogKeys;
import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The port of an edge that stands by: it takes that of the edge whose place it gets.
final class StandbyPort {

    private static final Logger LOG = LoggerFactory.getLogger(StandbyPort.class);
    private static final long RETRY_MS = 20;
    private static final int TRIES_A_WARNING = 250;

    private final EdgeHttp http;
    private final int firstPort;
    private final Runnable opened;
    private boolean taking;
    private int tries;

    /// `firstPort` is that of the edge with the number 0; `opened` is called once it serves.
    StandbyPort(EdgeHttp http, int firstPort, Runnable opened) {
        this.http = http;
        this.firstPort = firstPort;
        this.opened = opened;
    }

    /// Serves at the place with this number, from now on or as soon as the port is free; may be
    /// called again. Only on the one thread of `thread`.
    void take(int ordinal, ScheduledExecutorService thread) {
        if (!taking) {
            taking = true;
            open(firstPort + ordinal, thread);
        }
    }

    private void open(int port, ScheduledExecutorService thread) {
        try {
            http.open(port);
            opened.run();
        } catch (IOException e) {
            // The one before may still be ending.
            if (++tries % TRIES_A_WARNING == 0) {
                LOG.atWarn()
                        .addKeyValue(LogKeys.REASON, e.getMessage())
                        .log("The port of the edge that ended is still taken");
            }
            var _ = thread.schedule(() -> open(port, thread), RETRY_MS, TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            LOG.atError().setCause(e).log("The edge pod cannot serve");
        }
    }
}
