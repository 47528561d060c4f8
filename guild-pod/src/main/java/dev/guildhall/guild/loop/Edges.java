package dev.guildhall.guild.loop;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.guild.core.GuildState;
import dev.guildhall.guild.core.Sessions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What edges say: they attach, their sessions come and go, they bring commands. For the loop's
/// thread alone.
final class Edges {

    private final LoopSetup setup;
    private final Current current;
    private final Ownership ownership;
    private final Streams streams;
    private final Commands commands;
    private final Views views;
    private final Lanes lanes = new Lanes(this::process);

    Edges(
            LoopSetup setup,
            Current current,
            Ownership ownership,
            Streams streams,
            Commands commands,
            Views views) {
        this.setup = setup;
        this.current = current;
        this.ownership = ownership;
        this.streams = streams;
        this.commands = commands;
        this.views = views;
    }

    /// An edge's stream begins: with the present, or with what the edge missed.
    void attach(Attachment attachment, Hello hello, Batch batch) {
        if (!ownership.holds() || current.mode() == Current.Mode.BROKEN) {
            attachment.end(StreamEnd.UNAVAILABLE);
        } else if (!current.exists()) {
            attachment.end(StreamEnd.NO_SUCH_GUILD);
        } else if (streams.isFull()) {
            setup.metrics().bound("streams");
            attachment.end(StreamEnd.TOO_MANY_STREAMS);
        } else {
            take(attachment, hello, batch);
        }
    }

    /// The stream is gone; its sessions have their grace.
    void detached(Attachment attachment) {
        streams.detach(attachment, setup.ticker().nanos());
        lanes.forget(attachment);
    }

    /// A frame, in the order of its stream.
    void frame(Inbound.FromEdge frame, Batch batch) {
        if (!frame.attachment().ended()) {
            lanes.frame(frame, batch);
        }
    }

    /// Closes the sessions whose grace is over.
    void expire(Batch batch, long nowNanos) {
        for (SessionId gone : streams.expire(nowNanos)) {
            Sessions.close(current.state(), gone).forEach(batch::add);
        }
    }

    private void take(Attachment attachment, Hello hello, Batch batch) {
        List<SessionId> coming =
                hello.sessions().stream().map(open -> open.opening().sessionId()).toList();
        streams.attach(attachment, coming).forEach(gone -> close(gone, batch));
        for (StreamFrame.OpenSession open : hello.sessions()) {
            Sessions.open(current.state(), open.opening(), setup.ticker().unixMs())
                    .ifPresent(events -> events.forEach(batch::add));
        }
        batch.add(new Effect.Attach(attachment, hello.lastSeq(), present(hello, batch)));
    }

    private Outbound.Attached present(Hello hello, Batch batch) {
        GuildState state = current.state();
        return new Outbound.Attached(
                batch.seq(),
                setup.epoch(),
                false,
                Objects.requireNonNull(state.guild()),
                List.copyOf(state.roles()),
                List.copyOf(state.channels()),
                hello.sessions().stream()
                        .map(open -> open.opening().userId())
                        .distinct()
                        .map(state::member)
                        .filter(Objects::nonNull)
                        .toList(),
                state.presences(setup.limits().viewMembers()),
                state.voiceStates());
    }

    /// Deals with a frame; false when it is a command that is parked.
    private boolean process(Inbound.FromEdge from, Batch batch) {
        Attachment attachment = from.attachment();
        switch (from.frame()) {
            case StreamFrame.OpenSession open -> open(attachment, open, batch);
            case StreamFrame.UpdateSession(SessionId sessionId, var presence) -> {
                if (streams.owns(attachment, sessionId)) {
                    Sessions.update(current.state(), sessionId, presence).forEach(batch::add);
                }
            }
            case StreamFrame.CloseSession(SessionId sessionId) -> {
                if (streams.owns(attachment, sessionId)) {
                    close(sessionId, batch);
                }
            }
            case StreamFrame.StreamCommand command -> {
                return command(attachment, command, from.overloaded(), batch);
            }
        }
        return true;
    }

    private boolean command(
            Attachment attachment,
            StreamFrame.StreamCommand command,
            boolean overloaded,
            Batch batch) {
        Commands.Pending pending =
                new Commands.Pending(
                        command.actor(),
                        command.command(),
                        0,
                        new Commands.Origin.OfStream(attachment, command.commandId()),
                        later -> lanes.unblock(attachment, later));
        if (overloaded) {
            setup.metrics().bound("inbox_items");
            return commands.reject(pending, batch, Rejection.retryable(Reason.OVERLOADED, 1_000));
        }
        return commands.decide(pending, batch);
    }

    private void open(Attachment attachment, StreamFrame.OpenSession open, Batch batch) {
        SessionId sessionId = open.opening().sessionId();
        if (current.mode() == Current.Mode.BROKEN) {
            batch.add(refused(attachment, sessionId, Reason.GUILD_UNAVAILABLE));
            return;
        }
        Optional<List<Event>> events =
                Sessions.open(current.state(), open.opening(), setup.ticker().unixMs());
        if (events.isEmpty()) {
            batch.add(refused(attachment, sessionId, Reason.UNKNOWN_MEMBER));
            return;
        }
        streams.own(attachment, sessionId);
        events.get().forEach(batch::add);
        views.open(attachment, open, batch);
    }

    private static Effect refused(Attachment attachment, SessionId sessionId, Reason reason) {
        return new Effect.Send(attachment, Views.refusal(sessionId, reason));
    }

    private void close(SessionId sessionId, Batch batch) {
        streams.disown(sessionId);
        Sessions.close(current.state(), sessionId).forEach(batch::add);
    }
}
