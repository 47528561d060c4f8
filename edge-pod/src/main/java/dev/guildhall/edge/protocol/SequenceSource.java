package dev.guildhall.edge.protocol;

import java.util.concurrent.atomic.AtomicLong;

/// The edge's one counter of `s`. Relays stamp the dispatches that many sessions share, sessions
/// those that are theirs alone; so `s` grows for each session, with gaps.
///
/// Safe for many threads. It stays below 2^31, as some libraries read an int: at 10,000 a second
/// that lasts two and a half days, and then [#exhausted] says that the edge must be drained.
public final class SequenceSource {

    private static final long LIMIT = Integer.MAX_VALUE;
    private static final long DRAIN_AT = LIMIT - (1L << 27);

    private final AtomicLong last;

    public SequenceSource() {
        this(0);
    }

    /// Goes on after `last`.
    public SequenceSource(long last) {
        this.last = new AtomicLong(last);
    }

    /// The next `s`, from 1.
    public long next() {
        return last.incrementAndGet();
    }

    /// The `s` given last.
    public long last() {
        return last.get();
    }

    /// Whether so few numbers are left that this process should end soon.
    public boolean exhausted() {
        return last.get() >= DRAIN_AT;
    }
}
