package dev.guildhall.edge;

import dev.guildhall.common.log.LogKeys;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The port of an edge that stands by: it takes that of the edge whose place it gets.
final class StandbyPort {

    private static final Logger LOG = LoggerFactory.getLogger(StandbyPort.class);
    private static final long RETRY_MS = 20;

    private final EdgeHttp http;
    private final int firstPort;
    private final long patienceNanos;
    private final Runnable opened;
    private final Runnable failed;
    private volatile boolean taking;

    /// `firstPort` is that of the edge with the number 0. One of the two is called once: `opened`
    /// when it serves, `failed` when it could not within `patience`.
    StandbyPort(EdgeHttp http, int firstPort, Duration patience, Runnable opened, Runnable failed) {
        this.http = http;
        this.firstPort = firstPort;
        this.patienceNanos = patience.toNanos();
        this.opened = opened;
        this.failed = failed;
    }

    /// Whether it has been given a place.
    boolean isTaking() {
        return taking;
    }

    /// Serves at the place with this number, from now on or as soon as the port is free; may be
    /// called again. Only on the one thread of `thread`.
    void take(int ordinal, ScheduledExecutorService thread) {
        if (!taking) {
            taking = true;
            open(firstPort + ordinal, System.nanoTime() + patienceNanos, thread);
        }
    }

    private void open(int port, long deadlineNanos, ScheduledExecutorService thread) {
        try {
            http.open(port);
            opened.run();
        } catch (IOException e) {
            if (System.nanoTime() - deadlineNanos >= 0) {
                giveUp(port, e);
            } else { // the one before may still be ending
                var _ =
                        thread.schedule(
                                () -> open(port, deadlineNanos, thread),
                                RETRY_MS,
                                TimeUnit.MILLISECONDS);
            }
        } catch (Exception e) {
            giveUp(port, e);
        }
    }

    private void giveUp(int port, Exception cause) {
        LOG.atError()
                .setCause(cause)
                .addKeyValue(LogKeys.ADDRESS, port)
                .log("The port of the edge that ended cannot be taken");
        failed.run();
    }
}
