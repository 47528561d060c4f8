package dev.guildhall.edge.relay;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import java.util.concurrent.CompletableFuture;

/// A command without an answer yet. `deadlineNanos` is on the monotonic clock.
record PendingCommand(
        long id,
        Actor actor,
        Command command,
        long deadlineNanos,
        CompletableFuture<Answer> answer) {

    /// Whether doing it twice is doing it once: the guild knows an enforced nonce again.
    boolean repeatable() {
        return command instanceof Command.CreateMessage message
                && message.nonceEnforced()
                && message.nonce() != null;
    }
}
