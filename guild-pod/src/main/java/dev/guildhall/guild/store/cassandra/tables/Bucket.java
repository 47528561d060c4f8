package dev.guildhall.guild.store.cassandra.tables;

import java.util.stream.IntStream;

/// Where a message lies by the time in its id: in a bucket of ten days, which is a partition of its
/// channel's messages, and in an era of ten buckets, which is a partition of its channel's index.
final class Bucket {

    /// Ten days.
    static final long LENGTH_MS = 10 * 24 * 3_600_000L;

    static final int IN_ERA = 10;

    private static final int TIME_SHIFT = 22;

    private Bucket() {}

    static int of(long messageId) {
        return (int) ((messageId >>> TIME_SHIFT) / LENGTH_MS);
    }

    static int era(long messageId) {
        return of(messageId) / IN_ERA;
    }

    /// The smallest id that a message of the era can have.
    static long firstIdOfEra(int era) {
        return (LENGTH_MS * IN_ERA * era) << TIME_SHIFT;
    }

    /// The era's buckets.
    static int[] ofEra(int era) {
        return IntStream.range(era * IN_ERA, (era + 1) * IN_ERA).toArray();
    }
}
