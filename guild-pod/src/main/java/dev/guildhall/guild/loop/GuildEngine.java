package dev.guildhall.guild.loop;

import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Result;
import dev.guildhall.guild.core.GuildSnapshot;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// What the loop's thread does: one `step` for each batch. No thread and no clock of its own, so a
/// test can drive it.
///
/// A batch: prove the ownership if its term is over; decide and apply each item at once in memory,
/// so that the next one sees it; append all events in one transaction; only then let anybody know.
/// A small batch that nothing waits behind is appended at once. Under load the next batches are
/// decided while an append is under way, see [Commits], and leave in their order.
///
/// When an append is refused, the state is read anew and everybody in its batches, and in those
/// that were decided on top of them, is told that the guild is unavailable. When the store does not
/// answer, nobody in them is told anything until the state could be read anew and says whether they
/// are in it. When another owner has the guild, the loop ends.
final class GuildEngine {

    /// For how long after its last use a guild counts as used.
    private static final long USED_NANOS = 30_000_000_000L;

    /// An append of fewer costs so little beside its wait for the disk that another thread would
    /// gain nothing.
    private static final int FEW_EVENTS = 16;

    private final LoopSetup setup;
    private final Current current;
    private final Ownership ownership;
    private final Streams streams;
    private final Outcomes outcomes;
    private final Commands commands;
    private final Edges edges;
    private final Parking parking;
    private final Reads reads;
    private final Commits commits;
    private final PresenceBoard presences = new PresenceBoard();
    private boolean ended;

    /// Of this turn's items, those that no batch of `commits` has yet.
    private List<Inbound> undecided = List.of();

    private long lastUsedNanos;
    private volatile GuildStats stats;

    /// Appends run on `appends` while the loop goes on; `wake` asks for a step when one has ended.
    GuildEngine(
            LoopSetup setup,
            GuildSnapshot snapshot,
            Consumer<Inbound> inbox,
            Executor appends,
            Runnable wake) {
        this.setup = setup;
        Workers workers = new Workers(setup.executor(), inbox);
        LoopMetrics metrics = setup.metrics();
        LoopLimits limits = setup.limits();
        this.commits = new Commits(setup.store(), setup.ticker(), limits, appends, wake);
        KeptPages keptPages = new KeptPages(setup.ticker());
        this.current = new Current(setup.store(), snapshot, keptPages, metrics);
        this.ownership = new Ownership(setup, current);
        this.streams = new Streams(setup.guildId(), limits, setup.times(), metrics);
        Effects effects =
                new Effects(
                        setup.guildId(),
                        setup.epoch(),
                        setup.store(),
                        streams,
                        setup.projection(),
                        workers,
                        limits,
                        metrics);
        this.parking = new Parking(current, setup.store(), workers, limits.parkedCommands());
        this.commands = new Commands(setup, current, ownership, parking);
        parking.resumeWith(commands::resume);
        Views views = new Views(current, setup.store(), workers, limits);
        this.edges = new Edges(setup, current, ownership, streams, commands, views);
        Coalescer<ReadDesk.Key, Result> coalescer =
                new Coalescer<>(setup.executor(), limits.concurrentReads(), limits.waitingReads());
        ReadDesk desk =
                new ReadDesk(
                        setup.store(), presences, coalescer, keptPages, metrics, setup.ticker());
        this.reads = new Reads(current, desk, workers, setup.ticker());
        this.outcomes =
                new Outcomes(setup, commits, current, ownership, effects, keptPages, presences);
        this.lastUsedNanos = setup.ticker().nanos();
        this.stats = measure();
    }

    /// Deals with `items` as one batch, and with whatever is due.
    void step(List<Inbound> items, int depth) {
        long started = setup.ticker().nanos();
        undecided = items;
        ownership.woke();
        hear();
        requireOwnership(items);
        outcomes.settle(ended);
        if (ended) {
            undecided = List.of();
            items.forEach(this::refuse);
            return;
        }
        Batch batch = new Batch(current.seq());
        edges.expire(batch, started);
        long before = started;
        for (Inbound item : items) {
            handle(item, batch);
            long after = setup.ticker().nanos();
            setup.metrics().message(item.kind(), after - before);
            before = after;
        }
        undecided = List.of();
        submit(batch, depth > items.size());
        hear();
        boolean mayProve = !ended && commits.isIdle(); // else an append proves it
        if (mayProve && !ownership.tick(setup.ticker().unixMs())) {
            end(StreamEnd.NOT_THE_OWNER);
        }
        outcomes.settle(ended);
        finish(items, depth, started);
    }

    /// `more` waits in the inbox.
    private void submit(Batch batch, boolean more) {
        if (!batch.effects().isEmpty()) {
            int events = batch.log().size();
            boolean quick = events == 0 || (events < FEW_EVENTS && !more);
            boolean here = quick && commits.isIdle();
            if (!here) {
                batch.log().forEach(setup.store()::prepare);
            }
            commits.submit(batch, here);
        }
    }

    /// Proves the ownership when its term is over, by the appends that are under way or by itself.
    private void requireOwnership(List<Inbound> items) {
        if (!ended && hasToProve(items)) {
            drain();
        }
        if (!ended && hasToProve(items) && !ownership.prove(setup.ticker().unixMs())) {
            end(StreamEnd.NOT_THE_OWNER);
        }
    }

    /// A guild of which nobody wants anything asks its store nothing.
    private boolean hasToProve(List<Inbound> items) {
        return !ownership.holds() && (!items.isEmpty() || ownership.overslept());
    }

    /// Nanoseconds until something is due though nothing comes in.
    long dueInNanos() {
        return Math.min(
                ownership.dueInNanos(isUsed()), streams.nextExpiryNanos(setup.ticker().nanos()));
    }

    /// Whether the next step may decide something; if not, an append has to end before.
    boolean hasRoom() {
        boolean full = commits.isFull();
        if (full) {
            setup.metrics().appendAwaited();
        }
        return !full;
    }

    boolean ended() {
        return ended;
    }

    /// May be called by any thread.
    GuildStats stats() {
        return stats;
    }

    /// Ends the loop: no further item is taken, and what was decided is stored. The owner proves
    /// itself first when its term is over, so that one that was paused finds out, and when
    /// something is in doubt, so that nobody is refused of whom the store says that it has it.
    void release(StreamEnd end) {
        drain();
        if (!ended) {
            boolean sure = ownership.holds() && current.mode() != Current.Mode.BROKEN;
            boolean ours = sure || ownership.prove(setup.ticker().unixMs());
            outcomes.settle(!ours);
            end(ours ? end : StreamEnd.NOT_THE_OWNER);
        }
    }

    /// Ends the loop after a bug: nobody waits for an answer any more.
    void abort() {
        ended = true;
        current.retire();
        streams.cutAll(StreamEnd.UNAVAILABLE);
        abandonParked();
        outcomes.abandon();
        undecided.forEach(this::refuse);
    }

    private void handle(Inbound item, Batch batch) {
        switch (item) {
            case Inbound.Call call -> {
                used();
                Commands.Origin origin = new Commands.Origin.OfCall(call.answer());
                commands.decide(
                        new Commands.Pending(call.actor(), call.command(), 0, origin, _ -> {}),
                        batch);
            }
            case Inbound.Read read -> {
                used();
                if (ownership.holds()) {
                    reads.read(read, batch);
                } else {
                    reads.refuse(read.result());
                }
            }
            case Inbound.Attach attach -> {
                used();
                edges.attach(attach.attachment(), attach.hello(), batch);
            }
            case Inbound.FromEdge frame -> {
                used();
                edges.frame(frame, batch);
            }
            case Inbound.Detached detached -> edges.detached(detached.attachment());
            case Inbound.Continue back -> back.continuation().run(batch);
        }
    }

    /// Waits for all appends.
    private void drain() {
        commits.drain();
        hear();
    }

    private void hear() {
        if (!outcomes.hear() && !ended) {
            end(StreamEnd.NOT_THE_OWNER);
        }
    }

    private void end(StreamEnd end) {
        ended = true;
        outcomes.settle(ended);
        current.retire();
        streams.endAll(end);
        abandonParked();
    }

    private void abandonParked() {
        for (Commands.Pending pending : parking.abandon()) {
            if (pending.origin() instanceof Commands.Origin.OfCall(Consumer<Answer> to)) {
                refuse(new Inbound.Call(pending.actor(), pending.command(), to));
            }
        }
    }

    /// Tells whoever is in `item` that this loop has ended.
    void refuse(Inbound item) {
        Answer unavailable = new Answer.Rejected(Workers.unavailable());
        switch (item) {
            case Inbound.Call call ->
                    setup.executor().execute(() -> call.answer().accept(unavailable));
            case Inbound.Read read -> reads.refuse(read.result());
            case Inbound.Attach attach -> attach.attachment().end(StreamEnd.UNAVAILABLE);
            case Inbound.FromEdge _, Inbound.Detached _, Inbound.Continue _ -> {
                // The stream has ended already, and with it whoever waited.
            }
        }
    }

    private void used() {
        lastUsedNanos = setup.ticker().nanos();
    }

    private boolean isUsed() {
        return !streams.isEmpty() || setup.ticker().nanos() - lastUsedNanos < USED_NANOS;
    }

    private void finish(List<Inbound> items, int depth, long started) {
        if (!items.isEmpty()) {
            long nanos = setup.ticker().nanos() - started;
            setup.metrics().batch(items.size(), depth, nanos);
        }
        ownership.sleep(dueInNanos());
        stats = measure();
    }

    private GuildStats measure() {
        return new GuildStats(
                current.state().memberCount(),
                current.state().onlineCount(),
                outcomes.published(),
                streams.size(),
                current.state().sizes(),
                lastUsedNanos);
    }
}
