package dev.guildhall.guild.loop;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.guild.core.Decider;
import dev.guildhall.guild.core.Decision;
import dev.guildhall.guild.core.DecisionContext;
import dev.guildhall.guild.store.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Decides commands, and parks those that need a message which the state does not hold. For the
/// loop's thread alone.
final class Commands {

    /// How often one command may ask for messages before it is given up.
    private static final int MAX_ATTEMPTS = 8;

    private final LoopSetup setup;
    private final Current current;
    private final Ownership ownership;
    private final Parking parking;

    Commands(LoopSetup setup, Current current, Ownership ownership, Parking parking) {
        this.setup = setup;
        this.current = current;
        this.ownership = ownership;
        this.parking = parking;
    }

    /// A command on its way: who wants what, how often it was decided, and where its answer goes.
    /// `resume` is called after the answer, when the command was parked.
    record Pending(
            Actor actor, Command command, int attempts, Origin origin, Consumer<Batch> resume) {

        Pending again() {
            return new Pending(actor, command, attempts + 1, origin, resume);
        }
    }

    /// Where an answer goes.
    sealed interface Origin {
        record OfCall(Consumer<Answer> to) implements Origin {}

        record OfStream(Attachment attachment, long commandId) implements Origin {}
    }

    /// Decides the command. False: it is parked, and will be answered later.
    boolean decide(Pending pending, Batch batch) {
        if (current.mode() == Current.Mode.BROKEN || !ownership.holds()) {
            return reject(pending, batch, Workers.unavailable());
        }
        if (!current.exists() && !(pending.command() instanceof Command.CreateGuild)) {
            return reject(pending, batch, Rejection.of(Reason.UNKNOWN_GUILD));
        }
        DecisionContext context =
                new DecisionContext(pending.actor(), setup.ticker().unixMs(), setup.ids());
        return switch (Decider.decide(current.state(), pending.command(), context)) {
            case Decision.Accept accept -> accept(pending, batch, accept.events());
            case Decision.Duplicate duplicate ->
                    answer(
                            pending,
                            batch,
                            new Answer.Accepted(batch.seq(), List.of(duplicate.original()), true));
            case Decision.Reject refused -> reject(pending, batch, refused.rejection());
            case Decision.NeedsMessage needs -> park(pending, batch, needs);
        };
    }

    /// Refuses it. Always true, so that it reads as the end of a decision.
    boolean reject(Pending pending, Batch batch, Rejection rejection) {
        return answer(pending, batch, new Answer.Rejected(rejection));
    }

    private boolean accept(Pending pending, Batch batch, List<Event> events) {
        boolean stores = events.stream().anyMatch(Event.Durable.class::isInstance);
        if (stores && current.mode() != Current.Mode.SERVING) {
            return reject(pending, batch, Workers.unavailable());
        }
        for (Event event : events) {
            current.state().apply(event);
            batch.add(event);
        }
        return answer(pending, batch, new Answer.Accepted(batch.seq(), events, false));
    }

    private boolean answer(Pending pending, Batch batch, Answer answer) {
        List<LogEntry> indexed = indexed(answer);
        batch.add(
                switch (pending.origin()) {
                    case Origin.OfCall(Consumer<Answer> to) ->
                            new Effect.Reply(to, answer, indexed);
                    case Origin.OfStream(Attachment attachment, long commandId) ->
                            new Effect.StreamReply(attachment, commandId, answer, indexed);
                });
        return true;
    }

    /// The answer's events that change indexes, with the seqs that they have in the log: its last
    /// durable event has the answer's.
    private static List<LogEntry> indexed(Answer answer) {
        if (!(answer instanceof Answer.Accepted accepted) || accepted.duplicate()) {
            return List.of();
        }
        List<LogEntry> indexed = new ArrayList<>();
        long seq = accepted.seq();
        for (Event event : accepted.events().reversed()) {
            if (event instanceof Event.Durable durable) {
                if (Projection.concerns(event)) {
                    indexed.addFirst(new LogEntry(seq, durable));
                }
                seq--;
            }
        }
        return indexed;
    }

    private boolean park(Pending pending, Batch batch, Decision.NeedsMessage needs) {
        if (pending.attempts() >= MAX_ATTEMPTS || parking.isFull()) {
            setup.metrics().bound("parked_commands");
            return reject(pending, batch, Rejection.retryable(Reason.OVERLOADED, 1_000));
        }
        parking.park(needs, pending.again(), batch);
        return false;
    }

    /// Goes on with a command whose message was loaded (`loaded` false: could not be).
    void resume(Pending pending, boolean loaded, Batch batch) {
        boolean answered =
                loaded ? decide(pending, batch) : reject(pending, batch, Workers.unavailable());
        if (answered) {
            pending.resume().accept(batch);
        }
    }
}
