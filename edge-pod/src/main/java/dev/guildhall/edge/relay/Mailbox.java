package dev.guildhall.edge.relay;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs what is posted to it one after the other, in order, on threads that it shares with others:
/// what runs in it needs no locks. After [#BATCH] messages it lets others have the thread.
final class Mailbox implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
    private static final int BATCH = 256;

    private final Queue<Runnable> messages = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Executor threads;
    private final Consumer<RuntimeException> onBug;

    /// `onBug` gets, on the mailbox's thread, what a message threw.
    Mailbox(Executor threads, Consumer<RuntimeException> onBug) {
        this.threads = threads;
        this.onBug = onBug;
    }

    /// Any thread; never blocks.
    void post(Runnable message) {
        messages.add(message);
        if (waiting.getAndIncrement() == 0) {
            schedule();
        }
    }

    /// How many messages wait. Any thread.
    int depth() {
        return waiting.get();
    }

    @Override
    public void run() {
        int done = 0;
        while (done < BATCH) {
            Runnable message = messages.poll();
            if (message == null) {
                break;
            }
            runOne(message);
            done++;
        }
        if (waiting.addAndGet(-done) > 0) {
            schedule();
        }
    }

    private void schedule() {
        try {
            threads.execute(this);
        } catch (RejectedExecutionException e) {
            LOG.atDebug().setCause(e).log("A message for a relay came after the end");
        }
    }

    private void runOne(Runnable message) {
        try {
            message.run();
        } catch (RuntimeException bug) {
            onBug.accept(bug);
        }
    }
}
