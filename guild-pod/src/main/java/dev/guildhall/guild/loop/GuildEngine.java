package dev.guildhall.guild.loop;

import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Result;
import dev.guildhall.guild.core.GuildSnapshot;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the loop's thread does: one `step` for each batch. No thread and no clock of its own, so a
/// test can drive it.
///
/// A batch: prove the ownership if its term is over; decide and apply each item at once in memory,
/// so that the next one sees it; append all events in one transaction; only then let anybody know.
/// When the append is refused, the state is read anew and everybody in the batch is told that the
/// guild is unavailable. When the store does not answer, nobody in the batch is told anything until
/// the state could be read anew and says whether the batch is in it. When another owner has the
/// guild, the loop ends.
final class GuildEngine {

    /// For how long after its last use a guild counts as used.
    private static final long USED_NANOS = 30_000_000_000L;

    private final LoopSetup setup;
    private final Current current;
    private final Ownership ownership;
    private final Streams streams;
    private final Effects effects;
    private final Commands commands;
    private final Edges edges;
    private final Parking parking;
    private final Reads reads;
    private final FirstPages firstPages;
    private final PresenceBoard presences = new PresenceBoard();
    private boolean ended;

    /// A batch of which nobody heard yet, because it is not known whether it was stored.
    private @Nullable Batch inDoubt;

    private long published;
    private long lastUsedNanos;
    private volatile GuildStats stats;

    GuildEngine(LoopSetup setup, GuildSnapshot snapshot, Consumer<Inbound> inbox) {
        this.setup = setup;
        Workers workers = new Workers(setup.executor(), inbox);
        LoopMetrics metrics = setup.metrics();
        LoopLimits limits = setup.limits();
        this.firstPages = new FirstPages(setup.ticker());
        this.current = new Current(setup.store(), snapshot, firstPages, metrics);
        this.ownership = new Ownership(setup, current);
        this.streams = new Streams(setup.guildId(), limits, setup.times(), metrics);
        this.effects =
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
        ReadDesk desk = new ReadDesk(setup.store(), presences, coalescer, firstPages, metrics);
        this.reads = new Reads(current, desk, workers, setup.ticker());
        this.lastUsedNanos = setup.ticker().nanos();
        this.stats = measure();
    }

    /// Deals with `items` as one batch, and with whatever is due.
    void step(List<Inbound> items, int depth) {
        long started = setup.ticker().nanos();
        if (ended) {
            items.forEach(this::refuse);
            return;
        }
        ownership.woke();
        if (hasToProve(items) && !ownership.prove(setup.ticker().unixMs())) {
            end(StreamEnd.NOT_THE_OWNER);
            items.forEach(this::refuse);
            return;
        }
        settle();
        Batch batch = new Batch(current.seq());
        edges.expire(batch, started);
        long before = started;
        for (Inbound item : items) {
            handle(item, batch);
            long after = setup.ticker().nanos();
            setup.metrics().message(item.kind(), after - before);
            before = after;
        }
        commit(batch);
        if (!ended && !ownership.tick(setup.ticker().unixMs())) {
            end(StreamEnd.NOT_THE_OWNER);
        }
        settle();
        finish(items, batch, depth, started);
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

    boolean ended() {
        return ended;
    }

    /// May be called by any thread.
    GuildStats stats() {
        return stats;
    }

    /// Ends the loop: no further item is taken. The owner proves itself first when its term is
    /// over, so that one that was paused finds out.
    void release(StreamEnd end) {
        if (!ended) {
            boolean ours = ownership.holds() || ownership.prove(setup.ticker().unixMs());
            end(ours ? end : StreamEnd.NOT_THE_OWNER);
        }
    }

    /// Ends the loop after a bug: nobody waits for an answer of `items` any more.
    void abort(List<Inbound> items) {
        ended = true;
        settle();
        current.retire();
        streams.cutAll(StreamEnd.UNAVAILABLE);
        abandonParked();
        items.forEach(this::refuse);
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

    private void commit(Batch batch) {
        Ownership.Outcome outcome =
                batch.log().isEmpty() ? Ownership.Outcome.STORED : ownership.append(batch.log());
        long now = setup.ticker().nanos();
        batch.published().forEach(presences::show);
        switch (outcome) {
            case STORED -> {
                firstPages.stored(batch.log());
                effects.committed(batch.effects(), now);
                published += batch.published().size();
            }
            case REFUSED -> {
                effects.refused(batch.effects(), current.committedSeq(), now);
                rebuild();
            }
            case IN_DOUBT -> {
                inDoubt = batch;
                rebuild();
            }
            case FENCED -> {
                effects.refused(batch.effects(), current.committedSeq(), now);
                end(StreamEnd.NOT_THE_OWNER);
            }
        }
    }

    private void rebuild() {
        if (!ownership.rebuild(setup.ticker().unixMs())) {
            end(StreamEnd.NOT_THE_OWNER);
        }
        settle();
    }

    /// Lets a batch in doubt out, or refuses it, when the state that the store has says which. A
    /// batch is stored whole or not at all.
    private void settle() {
        Batch batch = inDoubt;
        if (batch == null || (!ended && current.mode() == Current.Mode.BROKEN)) {
            return;
        }
        inDoubt = null;
        long now = setup.ticker().nanos();
        if (!ended && current.committedSeq() >= batch.seq()) {
            effects.committed(batch.effects(), now);
            published += batch.published().size();
        } else {
            effects.refused(batch.effects(), current.committedSeq(), now);
        }
    }

    private void end(StreamEnd end) {
        ended = true;
        settle();
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

    private void finish(List<Inbound> items, Batch batch, int depth, long started) {
        if (!items.isEmpty()) {
            long nanos = setup.ticker().nanos() - started;
            setup.metrics().batch(items.size(), batch.log().size(), depth, nanos);
        }
        ownership.sleep(dueInNanos());
        stats = measure();
    }

    private GuildStats measure() {
        return new GuildStats(
                current.state().memberCount(),
                current.state().onlineCount(),
                published,
                streams.size(),
                current.state().sizes(),
                lastUsedNanos);
    }
}
