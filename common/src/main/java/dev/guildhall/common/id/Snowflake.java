package dev.guildhall.common.id;

/// Discord's 64-bit id: milliseconds since 2015 << 22 | worker (5) | process (5) | increment (12).
///
/// Source: <https://discord.com/developers/docs/reference#snowflakes>
public final class Snowflake {

    /// 2015-01-01T00:00:00Z in Unix milliseconds.
    public static final long EPOCH_MS = 1_420_070_400_000L;

    private static final int TIME_SHIFT = 22;
    private static final int WORKER_SHIFT = 12;
    private static final long WORKER_MASK = 0x3FF;

    private Snowflake() {}

    /// The smallest id of worker `worker` (0 to 1023) in the millisecond `unixMs`.
    public static long first(long unixMs, int worker) {
        return ((unixMs - EPOCH_MS) << TIME_SHIFT) | ((worker & WORKER_MASK) << WORKER_SHIFT);
    }

    /// The Unix milliseconds at which `id` was made.
    public static long unixMs(long id) {
        return (id >>> TIME_SHIFT) + EPOCH_MS;
    }
}
