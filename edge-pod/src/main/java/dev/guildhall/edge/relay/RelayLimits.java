package dev.guildhall.edge.relay;

import dev.guildhall.edge.rpc.Backoff;

/// The bounds and times of relays.
///
/// - `unansweredCommands`: in one relay, waiting or sent; more are answered OVERLOADED.
/// - `openingSessions`: asked of the guild at once; more wait their turn.
/// - `heldEvents`: kept back for one opening session; at the bound it must identify again.
/// - `mailbox`: messages that wait for one relay; more commands and sessions are refused.
/// - `commandDeadlineMs`: until a command is answered GUILD_UNAVAILABLE whatever may come.
/// - `openDeadlineMs`: until an opening session is told that the guild is unavailable; it goes on
///   waiting.
/// - `lingerMs`: how long a relay without sessions stays attached.
/// - `settleMs`: after a new stream, how long users may take to be heard of again before they count
///   as gone.
/// - `stableMs`: how long a stream must have lived for the backoff to start anew.
/// - `reattach`: the waits between attempts to attach.
public record RelayLimits(
        int unansweredCommands,
        int openingSessions,
        int heldEvents,
        int mailbox,
        long commandDeadlineMs,
        long openDeadlineMs,
        long lingerMs,
        long settleMs,
        long stableMs,
        Backoff reattach) {

    public static RelayLimits defaults() {
        return new RelayLimits(
                2_048,
                64,
                4_096,
                65_536,
                5_000,
                10_000,
                5_000,
                10_000,
                1_000,
                new Backoff(50, 500));
    }
}
