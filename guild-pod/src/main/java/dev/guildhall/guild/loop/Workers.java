package dev.guildhall.guild.loop;

import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a loop uses of the world beside its store: threads for blocking work, and the way back.
///
/// `executor` runs blocking work (virtual threads; in tests whatever the test wants); `inbox` takes
/// what comes back.
record Workers(Executor executor, Consumer<Inbound> inbox) {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    /// Runs `work` off the loop, and what it returns on the loop.
    void run(String kind, Supplier<Inbound.Continuation> work) {
        executor.execute(() -> inbox.accept(new Inbound.Continue(kind, work.get())));
    }

    /// Runs all, each by itself: who fails to take an answer is nobody else's trouble.
    static void runEach(List<Runnable> tasks) {
        for (Runnable task : tasks) {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("answer was not taken");
            }
        }
    }

    static Rejection unavailable() {
        return Rejection.retryable(Reason.GUILD_UNAVAILABLE, 1_000);
    }
}
