package dev.guildhall.guild.store.cassandra.log;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where a log is written next, as its owner knows it.
///
/// `head` is what the bucket's `head` has to be for a write to be done, null when the bucket has
/// still to be opened; `bytes` are what the bucket holds.
record Position(long bucket, @Nullable UUID head, long lastSeq, long bytes) {

    /// What a row takes besides its events, about.
    private static final int ROW = 64;

    /// A log's first bucket.
    static final long FIRST = 1;

    /// After a write that changes nothing but the head.
    Position touched(UUID newHead) {
        return new Position(bucket, newHead, lastSeq, bytes);
    }

    /// After a commit up to `seq`, which closes the bucket when that is full with it.
    Position appended(UUID newHead, long seq, int size, LogLimits limits) {
        long total = bytes + size + ROW;
        return total < limits.bucketBytes()
                ? new Position(bucket, newHead, seq, total)
                : new Position(seq + 1, null, seq, 0);
    }

    boolean isOpen() {
        return head != null;
    }
}
