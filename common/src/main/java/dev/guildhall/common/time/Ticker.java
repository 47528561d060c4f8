package dev.guildhall.common.time;

/// The two clocks that a process has. Handed in, so that tests can hold and move them.
public interface Ticker {

    /// Unix time in milliseconds. For what people see; it may jump.
    long unixMs();

    /// Monotonic time in nanoseconds from an arbitrary start. For durations and deadlines.
    long nanos();

    /// The machine's clocks.
    static Ticker system() {
        return new Ticker() {
            @Override
            public long unixMs() {
                return System.currentTimeMillis();
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }
        };
    }
}
