package dev.guildhall.guild.store.cassandra.tables;

/// The write timestamps of projections, from the place of the event in the log: whoever projects
/// it, and however late, writes it under the same timestamp, so that the later event stays.
///
/// Where one event both deletes and writes, the write is the later. All are below the microseconds
/// of any clock, which ScyllaDB asks for, up to seq 2^47.
final class WriteTime {

    private static final int SHIFT = 3;
    private static final long WRITE = 1;
    private static final long LAST = (1 << SHIFT) - 1;

    private WriteTime() {}

    static long ofDelete(long seq) {
        return seq << SHIFT;
    }

    static long ofWrite(long seq) {
        return seq << SHIFT | WRITE;
    }

    /// For removing what is no longer needed once `seq` was projected: after all of its writes.
    static long ofRemoval(long seq) {
        return seq << SHIFT | LAST;
    }
}
