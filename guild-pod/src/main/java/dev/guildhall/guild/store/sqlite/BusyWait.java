package dev.guildhall.guild.store.sqlite;

import dev.guildhall.guild.store.StoreException;
import java.util.function.Supplier;

/// Patience with a lock that somebody else holds: work that SQLite answers with BUSY is tried again
/// for `blockedAfterMs`, and the last failure is thrown on.
///
/// It waits here and not in SQLite, which would hold on to a virtual thread's carrier: connections
/// that are used so have no busy timeout.
public record BusyWait(int blockedAfterMs) {

    /// Short, because an owner that is busy lets go of its lock for moments only.
    private static final int POLL_MS = 2;

    private static final long NANOS_PER_MS = 1_000_000;

    public <T> T run(Supplier<T> attempt) {
        long started = System.nanoTime();
        while (true) {
            try {
                return attempt.get();
            } catch (StoreException.Blocked e) {
                long waitedMs = (System.nanoTime() - started) / NANOS_PER_MS;
                if (waitedMs >= blockedAfterMs || !slept()) {
                    throw e;
                }
            }
        }
    }

    private static boolean slept() {
        try {
            Thread.sleep(POLL_MS);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
