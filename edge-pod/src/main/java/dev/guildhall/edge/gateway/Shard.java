package dev.guildhall.edge.gateway;

import dev.guildhall.common.time.Ticker;
import dev.guildhall.edge.session.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One thread that owns connections and sessions: it alone changes them and writes to their
/// sockets. Nothing that runs here may block.
///
/// The queue has no bound of its own; each source has: a session's inbox by bytes, a connection by
/// one payload at a time.
final class Shard implements Executor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /// After so long, or when nothing is queued any more, a turn is over.
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    private static final int TASKS_BETWEEN_CLOCKS = 64;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<Runnable> afterTurns = new ArrayList<>();
    private final List<Runnable> ticks = new ArrayList<>();
    private final Ticker ticker;
    private final Thread thread;
    private volatile boolean sleeping;
    private volatile boolean closed;

    Shard(int index, Ticker ticker) {
        this.ticker = ticker;
        this.thread = Thread.ofPlatform().name("gateway-" + index).daemon().unstarted(this::run);
    }

    /// Starts the thread; on it `afterTurn` runs when it has done what was queued, and `tick` about
    /// twice a second.
    void start(Runnable afterTurn, Runnable tick) {
        afterTurns.add(afterTurn);
        ticks.add(tick);
        thread.start();
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (sleeping) {
            LockSupport.unpark(thread);
        }
    }

    /// Whether the caller is this shard's thread.
    boolean owns() {
        return thread.equals(Thread.currentThread());
    }

    Moment now() {
        return new Moment(TimeUnit.NANOSECONDS.toMillis(ticker.nanos()), ticker.unixMs());
    }

    /// Ends the thread after what it is doing; what is queued is dropped.
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        long nextTick = System.nanoTime() + TICK_NANOS;
        while (!closed) {
            boolean idle = !turn();
            afterTurns.forEach(this::guarded);
            long now = System.nanoTime();
            if (now - nextTick >= 0) {
                nextTick = now + TICK_NANOS;
                ticks.forEach(this::guarded);
                afterTurns.forEach(this::guarded);
            } else if (idle) {
                sleep(nextTick - now);
            }
        }
    }

    /// Does what is queued; false when there was nothing.
    private boolean turn() {
        long end = System.nanoTime() + TURN_NANOS;
        int done = 0;
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            guarded(task);
            done++;
            if (done % TASKS_BETWEEN_CLOCKS == 0 && System.nanoTime() - end >= 0) {
                break;
            }
        }
        return done > 0;
    }

    private void sleep(long nanos) {
        sleeping = true;
        if (tasks.isEmpty() && !closed) {
            LockSupport.parkNanos(this, nanos);
        }
        sleeping = false;
    }

    /// The owners of state catch their own faults; what arrives here is a bug of the shell, which
    /// must not end the others' thread.
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("A gateway task failed");
        }
    }
}
