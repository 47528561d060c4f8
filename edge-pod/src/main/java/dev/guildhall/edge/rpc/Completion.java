package dev.guildhall.edge.rpc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/// Completes futures on another thread, so that what hangs on them does not hold up the one that
/// knows the answer. When that thread has ended, with the process, it is done right here.
public final class Completion {

    private Completion() {}

    public static <T> void complete(CompletableFuture<T> future, T value, Executor thread) {
        run(() -> future.complete(value), thread);
    }

    static void fail(CompletableFuture<?> future, Throwable error, Executor thread) {
        run(() -> future.completeExceptionally(error), thread);
    }

    private static void run(Runnable completion, Executor thread) {
        try {
            thread.execute(completion);
        } catch (RejectedExecutionException e) {
            completion.run();
        }
    }
}
