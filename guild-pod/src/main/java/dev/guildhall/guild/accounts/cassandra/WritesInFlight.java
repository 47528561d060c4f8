package dev.guildhall.guild.accounts.cassandra;

import dev.guildhall.guild.store.StoreException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// Writes under way, at most so many at once: who adds one more waits for the oldest. For one
/// thread.
final class WritesInFlight {

    private static final int LIMIT = 128;

    private final Queue<CompletableFuture<?>> pending = new ArrayDeque<>();

    void add(CompletionStage<?> write) {
        if (pending.size() == LIMIT) {
            await(pending.remove());
        }
        pending.add(write.toCompletableFuture());
    }

    /// Returns when all are done; throws what the first that failed threw.
    void await() {
        while (!pending.isEmpty()) {
            await(pending.remove());
        }
    }

    private static void await(CompletableFuture<?> write) {
        try {
            write.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreException cause ? cause : e;
        }
    }
}
