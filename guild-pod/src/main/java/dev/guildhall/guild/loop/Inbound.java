package dev.guildhall.guild.loop;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
import java.util.function.Consumer;

/// What comes into a guild's inbox.
sealed interface Inbound {

    /// A command without a stream. `answer` is called once, by a thread of the guild's workers.
    record Call(Actor actor, Command command, Consumer<Answer> answer) implements Inbound {}

    /// A read. `result` is called once, by a thread of the guild's workers.
    record Read(Actor actor, Query query, Consumer<Result> result) implements Inbound {}

    /// An edge's stream begins.
    record Attach(Attachment attachment, Hello hello) implements Inbound {}

    /// A frame of an attached edge. `overloaded` when it came while the inbox was full.
    record FromEdge(Attachment attachment, StreamFrame frame, boolean overloaded)
            implements Inbound {}

    /// An edge's stream is gone.
    record Detached(Attachment attachment) implements Inbound {}

    /// Work that was done off the loop is back. `kind` names it in metrics.
    record Continue(String kind, Continuation continuation) implements Inbound {}

    /// What to do on the loop with work that came back.
    @FunctionalInterface
    interface Continuation {
        void run(Batch batch);
    }

    /// The name under which the loop measures it: from a fixed set.
    default String kind() {
        return switch (this) {
            case Call call -> call.command().getClass().getSimpleName();
            case Read read -> read.query().getClass().getSimpleName();
            case Attach _ -> "Attach";
            case Detached _ -> "Detached";
            case Continue back -> back.kind();
            case FromEdge frame ->
                    frame.frame() instanceof StreamFrame.StreamCommand command
                            ? command.command().getClass().getSimpleName()
                            : frame.frame().getClass().getSimpleName();
        };
    }

    /// What it takes, in estimated bytes.
    default long weight() {
        return switch (this) {
            case Call call -> Weight.of(call.command());
            case FromEdge(_, StreamFrame.StreamCommand command, _) -> Weight.of(command.command());
            case Inbound _ -> 0;
        };
    }
}
