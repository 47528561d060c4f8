package dev.guildhall.guild.loop;

/// Every bound of a guild's loop.
///
/// `inboxItems` waiting commands and reads, beyond which they are refused with OVERLOADED;
/// `batchItems` and `batchBytes` (estimated) for one append; `streams` edges attached at once;
/// `streamBytes` queued for one of them; `tailEntries` log entries sent to an edge that comes back;
/// `parkedCommands` waiting for a message; `viewMembers` members and presences shown to one session
/// or edge; `concurrentReads` reads of one guild in the store at once, and `waitingReads` behind
/// them.
public record LoopLimits(
        int inboxItems,
        int batchItems,
        long batchBytes,
        int streams,
        long streamBytes,
        int tailEntries,
        int parkedCommands,
        int viewMembers,
        int concurrentReads,
        int waitingReads) {

    public static LoopLimits defaults() {
        return new LoopLimits(
                10_000, 256, 1 << 20, 1_024, 16 << 20, 20_000, 1_000, 1_000, 4, 5_000);
    }
}
