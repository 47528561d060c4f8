package dev.guildhall.bench.store;

/// A bare loop over a store's driver, that writes what a guild's loop has its store write for
/// messages, and does nothing else.
interface Floor extends AutoCloseable {

    /// Writes the next `events` as one commit, and returns when it is on disk.
    void commit(int events);

    @Override
    void close();

    /// Events a second in commits of `events`.
    default double perSecond(int events, Span span) {
        run(events, span.warmUpSeconds());
        long started = System.nanoTime();
        long written = run(events, span.seconds());
        return written * 1e9 / (System.nanoTime() - started);
    }

    private long run(int events, int seconds) {
        long written = 0;
        long started = System.nanoTime();
        while (System.nanoTime() - started < seconds * 1_000_000_000L) {
            commit(events);
            written += events;
        }
        return written;
    }
}
