package dev.guildhall.guild.store.cassandra.log;

/// Every bound of a guild's log.
///
/// `commitBytes` for one commit: Cassandra refuses mutations above half a commit log segment, 16
/// MiB by default. `bucketBytes` after which a bucket is closed; a partition's parts in memory and
/// the step in which the log is trimmed grow with it. `pageRows` commits are read at once.
/// `attempts` are made of one append, each after the outcome of the one before is known, and more
/// until `patienceMs` are over: a node that has just come back refuses quickly what it cannot do
/// yet. `claimAttempts` while others claim the same guild.
public record LogLimits(
        int commitBytes,
        long bucketBytes,
        int pageRows,
        int attempts,
        int patienceMs,
        int claimAttempts) {

    static LogLimits defaults() {
        return new LogLimits(4 << 20, 16 << 20, 32, 3, 2_000, 32);
    }

    /// And no patience.
    LogLimits withAttempts(int count) {
        return new LogLimits(commitBytes, bucketBytes, pageRows, count, 0, claimAttempts);
    }

    LogLimits withBucketBytes(long bytes) {
        return new LogLimits(commitBytes, bytes, pageRows, attempts, patienceMs, claimAttempts);
    }
}
