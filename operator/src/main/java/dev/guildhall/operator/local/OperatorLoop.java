package dev.guildhall.operator.local;

import dev.guildhall.common.log.LogKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The operator's one thread: a step at every tick, and at once when something happened.
public final class OperatorLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorLoop.class);
    private static final long TICK_MS = 250;
    private static final int TRIM_EVERY = 40;
    private static final long REPEAT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Semaphore wake = new Semaphore(0);
    private final Path logs;
    private final Supervision supervision;
    private @Nullable Thread thread;
    private String lastFailure = "";
    private long lastFailureNanos;
    private volatile boolean stopping;
    private volatile long lastStepNanos = System.nanoTime();

    public OperatorLoop(Path logs, Supervision supervision) {
        this.logs = logs;
        this.supervision = supervision;
    }

    /// Something happened: look at once. For any thread.
    public void wake() {
        wake.release();
    }

    public void start(LocalOperator operator) {
        Thread started = Thread.ofPlatform().name("operator-loop").start(() -> run(operator));
        thread = started;
    }

    /// Whether the loop goes round: false means that only a restart helps.
    public boolean live() {
        return System.nanoTime() - lastStepNanos < TimeUnit.SECONDS.toNanos(30);
    }

    private void run(LocalOperator operator) {
        for (int round = 0; !stopping; round++) {
            try {
                operator.step();
                supervision.look();
                if (round % TRIM_EVERY == 0) {
                    LogFiles.trim(logs);
                }
                lastFailure = "";
            } catch (IOException e) {
                failed(e);
            }
            lastStepNanos = System.nanoTime();
            pause();
        }
    }

    /// Says it once, and again every minute while nothing changes: a full disk must not fill itself
    /// with log lines.
    private void failed(IOException failure) {
        long now = System.nanoTime();
        if (lastFailure.equals(failure.toString()) && now - lastFailureNanos < REPEAT_NANOS) {
            return;
        }
        lastFailure = failure.toString();
        lastFailureNanos = now;
        LOG.atError()
                .addKeyValue(LogKeys.REASON, lastFailure)
                .log("state or process cannot be written or started; trying again");
    }

    private void pause() {
        try {
            if (wake.tryAcquire(TICK_MS, TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
        } catch (InterruptedException _) {
            stopping = true;
        }
    }

    /// Ends the loop after the step that it is in.
    @Override
    public void close() {
        stopping = true;
        wake();
        Thread running = thread;
        if (running == null) {
            return;
        }
        try {
            running.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
