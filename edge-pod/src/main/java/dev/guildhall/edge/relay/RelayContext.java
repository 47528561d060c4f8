package dev.guildhall.edge.relay;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.edge.rpc.GuildCalls;
import dev.guildhall.edge.rpc.GuildLinks;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/// What all relays of an edge share.
///
/// `relayThreads` run the relays, a few platform threads; `answering` runs what hangs on answers,
/// so it may be anything that takes a task without blocking; `timers` only posts to mailboxes.
/// `joined` is told of every user who joined a guild, as far as this edge sees it: a session of
/// that user should open the guild. It is called by relay threads and must not block.
public record RelayContext(
        GuildLinks links,
        GuildCalls calls,
        SequenceSource sequences,
        Executor relayThreads,
        Executor answering,
        ScheduledExecutorService timers,
        Ticker ticker,
        RelayLimits limits,
        RelayMetrics metrics,
        BiConsumer<GuildId, UserId> joined) {

    /// Puts `task` into `mailbox` in `delayMs` milliseconds.
    void after(long delayMs, Mailbox mailbox, Runnable task) {
        var _ = timers.schedule(() -> mailbox.post(task), delayMs, TimeUnit.MILLISECONDS);
    }
}
