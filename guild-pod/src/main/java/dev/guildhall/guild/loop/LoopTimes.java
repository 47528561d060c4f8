package dev.guildhall.guild.loop;

/// Every duration of a guild's loop, in milliseconds.
///
/// `leaseTermMs` without a proof that the guild is still ours, after which nothing is answered
/// before there is a new one; `lookEveryMs` between two looks of a used guild at the clock, by
/// which it sees that its process was paused; `probeEveryMs` between two tries of a store that
/// refused a write; `sessionGraceMs` for which the sessions of a broken stream live on.
public record LoopTimes(
        long leaseTermMs, long lookEveryMs, long probeEveryMs, long sessionGraceMs) {

    public static LoopTimes defaults() {
        return new LoopTimes(5_000, 1_000, 1_000, 5_000);
    }
}
