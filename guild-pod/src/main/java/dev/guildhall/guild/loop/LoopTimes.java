package dev.guildhall.guild.loop;

/// Every duration of a guild's loop, in milliseconds.
///
/// `renewEveryMs` between two proofs that the guild is still ours when nothing is appended;
/// `leaseTermMs` without a proof after which nothing is answered any more; `probeEveryMs` between
/// two tries of a store that refused a write; `sessionGraceMs` for which the sessions of a broken
/// stream live on.
public record LoopTimes(
        long renewEveryMs, long leaseTermMs, long probeEveryMs, long sessionGraceMs) {

    public static LoopTimes defaults() {
        return new LoopTimes(1_000, 5_000, 1_000, 5_000);
    }
}
