package dev.guildhall.edge.relay;

import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.edge.rpc.Completion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// The commands of one relay, in order: those that wait for a stream, and those sent and not
/// answered yet.
///
/// When the stream breaks, what was sent may have been done or not: it is answered
/// GUILD_UNAVAILABLE, apart from messages with an enforced nonce, which are sent again first of all
/// on the next stream. What was not sent just waits. Everything ends at its deadline. The relay's
/// thread only, apart from [#reserve()].
final class PendingCommands {

    private final Deque<PendingCommand> waiting = new ArrayDeque<>();
    private final Deque<PendingCommand> sent = new ArrayDeque<>();
    private final AtomicInteger count = new AtomicInteger();
    private final int max;
    private final Executor answering;

    /// At most `max` at a time; futures are completed on `answering`, so that what hangs on them
    /// does not hold up the relay.
    PendingCommands(int max, Executor answering) {
        this.max = max;
        this.answering = answering;
    }

    /// Takes room for one command; false when there is none. Any thread.
    boolean reserve() {
        if (count.incrementAndGet() <= max) {
            return true;
        }
        count.decrementAndGet();
        return false;
    }

    /// Gives the room back for a command that goes another way.
    void release() {
        count.decrementAndGet();
    }

    boolean isEmpty() {
        return waiting.isEmpty() && sent.isEmpty();
    }

    void add(PendingCommand command) {
        waiting.add(command);
    }

    /// Sends what waits, in order, by `send`.
    void sendAll(Consumer<PendingCommand> send) {
        for (PendingCommand next = waiting.poll(); next != null; next = waiting.poll()) {
            if (next.answer().isDone()) {
                count.decrementAndGet();
            } else {
                sent.add(next);
                send.accept(next);
            }
        }
    }

    /// The guild answered; false when it answered something else than what is next.
    boolean answered(long id, Answer answer) {
        PendingCommand first = sent.peek();
        if (first == null || first.id() != id) {
            return false;
        }
        sent.remove();
        complete(first, answer);
        count.decrementAndGet();
        return true;
    }

    /// The stream broke. Returns how many will be sent again.
    int interrupted() {
        List<PendingCommand> again = new ArrayList<>();
        for (PendingCommand command : sent) {
            if (command.repeatable() && !command.answer().isDone()) {
                again.add(command);
            } else {
                complete(command, unavailable());
                count.decrementAndGet();
            }
        }
        sent.clear();
        again.reversed().forEach(waiting::addFirst);
        return again.size();
    }

    /// Answers what is past its deadline. Those already sent keep their room until the guild or the
    /// stream's end settles them. Returns how many.
    int expire(long nowNanos) {
        int expired = 0;
        while (!waiting.isEmpty() && waiting.peek().deadlineNanos() - nowNanos <= 0) {
            complete(waiting.remove(), unavailable());
            count.decrementAndGet();
            expired++;
        }
        for (PendingCommand command : sent) {
            if (command.deadlineNanos() - nowNanos > 0) {
                break;
            }
            if (!command.answer().isDone()) {
                complete(command, unavailable());
                expired++;
            }
        }
        return expired;
    }

    /// Answers everything with `reason`.
    void refuseAll(Rejection.Reason reason) {
        sent.addAll(waiting);
        waiting.clear();
        for (PendingCommand command : sent) {
            complete(command, new Answer.Rejected(Rejection.of(reason)));
            count.decrementAndGet();
        }
        sent.clear();
    }

    private void complete(PendingCommand command, Answer answer) {
        Completion.complete(command.answer(), answer, answering);
    }

    private static Answer unavailable() {
        return new Answer.Rejected(Rejection.of(Rejection.Reason.GUILD_UNAVAILABLE));
    }
}
