package dev.guildhall.edge.relay;

import java.util.concurrent.atomic.AtomicLong;

/// The edge's one counter of dispatches, shared by relays and sessions; safe for many threads.
///
/// One counter makes the encoded bytes of an event the same for all who may see it. It starts at 1
/// and stays below 2^31 for some months of a busy edge; clients read it as an int, so an edge that
/// comes near must be drained. `edge_sequence` shows it.
public final class SequenceSource {

    private static final long NEAR_THE_END = Integer.MAX_VALUE - (1L << 27);

    private final AtomicLong last = new AtomicLong();

    /// The next `s`, greater than all before.
    public long next() {
        return last.incrementAndGet();
    }

    /// Whether so few are left that the process should end within the hour.
    public boolean nearItsEnd() {
        return last.get() >= NEAR_THE_END;
    }

    /// The last one given.
    public long last() {
        return last.get();
    }
}
