package dev.guildhall.guild.store.cassandra.tables;

import dev.guildhall.guild.store.cassandra.CassandraSession;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// Requests of one task, a bounded number of them at once. For one thread, which waits.
final class InFlight {

    /// Of one task.
    static final int MAX_REQUESTS = 32;

    private final Semaphore permits = new Semaphore(MAX_REQUESTS);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /// Sends a request as soon as it may; after a failure none is sent any more.
    void start(Supplier<? extends CompletionStage<?>> request) {
        permits.acquireUninterruptibly();
        if (failure.get() != null) {
            permits.release();
            return;
        }
        var _ =
                request.get()
                        .whenComplete((_, failed) -> {
                            if (failed != null) {
                                failure.compareAndSet(null, failed);
                            }
                            permits.release();
                        });
    }

    /// Returns when all are answered; throws the first failure.
    void finish() {
        permits.acquireUninterruptibly(MAX_REQUESTS);
        permits.release(MAX_REQUESTS);
        Throwable failed = failure.get();
        if (failed != null) {
            var _ = await(CompletableFuture.failedStage(failed));
        }
    }

    /// The answer of one request; throws what it failed with.
    static <T> T await(CompletionStage<T> request) {
        return CassandraSession.await(request);
    }
}
