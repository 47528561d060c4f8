package dev.guildhall.guild.loop;

import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.guild.store.GuildStore;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs a batch's effects: events to the edges, answers after them, work that waited for the
/// commit. For the loop's thread alone.
///
/// Events that follow each other go out as one frame; the answers of such a run come after it.
final class Effects {

    private final GuildId guildId;
    private final long epoch;
    private final GuildStore store;
    private final Streams streams;
    private final Projection projection;
    private final Workers workers;
    private final LoopLimits limits;
    private final LoopMetrics metrics;

    Effects(
            GuildId guildId,
            long epoch,
            GuildStore store,
            Streams streams,
            Projection projection,
            Workers workers,
            LoopLimits limits,
            LoopMetrics metrics) {
        this.guildId = guildId;
        this.epoch = epoch;
        this.store = store;
        this.streams = streams;
        this.projection = projection;
        this.workers = workers;
        this.limits = limits;
        this.metrics = metrics;
    }

    /// The batch is on disk.
    void committed(List<Effect> effects, long nowNanos) {
        List<Sequenced> run = new ArrayList<>();
        List<Effect.StreamReply> answers = new ArrayList<>();
        List<Runnable> replies = new ArrayList<>();
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Publish publish -> run.add(publish.event());
                case Effect.StreamReply reply -> answers.add(reply);
                case Effect.Reply reply -> reply(reply, replies);
                case Effect.Attach attach -> {
                    flush(run, answers, nowNanos);
                    attach(attach);
                }
                case Effect.Send send -> {
                    flush(run, answers, nowNanos);
                    send.attachment().send(send.frame());
                }
                case Effect.Start start -> start.work().run();
            }
        }
        flush(run, answers, nowNanos);
        if (!replies.isEmpty()) {
            workers.executor().execute(() -> Workers.runEach(replies));
        }
    }

    /// The batch was refused by the store: nobody hears of its durable events, and everybody who
    /// waits is told. Transient ones hold without the store. `seq` is the last that is on disk.
    void refused(List<Effect> effects, long seq, long nowNanos) {
        Answer refusal = new Answer.Rejected(Workers.unavailable());
        List<Sequenced> run = new ArrayList<>();
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Publish(Sequenced(_, Event event)) -> {
                    if (event instanceof Event.Transient) {
                        run.add(new Sequenced(seq, event));
                    }
                }
                case Effect.StreamReply reply ->
                        reply.attachment().send(new Outbound.Answered(reply.commandId(), refusal));
                case Effect.Reply reply ->
                        workers.executor().execute(() -> reply.to().accept(refusal));
                case Effect.Attach attach -> attach.attachment().end(StreamEnd.UNAVAILABLE);
                case Effect.Send send -> send.attachment().send(send.frame());
                case Effect.Start start -> start.refused().run();
            }
        }
        streams.publish(run, nowNanos);
    }

    private void flush(List<Sequenced> run, List<Effect.StreamReply> answers, long nowNanos) {
        streams.publish(run, nowNanos);
        run.clear();
        answers.forEach(this::answer);
        answers.clear();
    }

    private void reply(Effect.Reply reply, List<Runnable> replies) {
        Runnable answer = () -> reply.to().accept(reply.answer());
        if (reply.indexed().isEmpty()) {
            replies.add(answer);
        } else {
            projection.project(guildId, epoch, reply.indexed(), answer);
        }
    }

    private void answer(Effect.StreamReply reply) {
        Attachment attachment = reply.attachment();
        Outbound answered = new Outbound.Answered(reply.commandId(), reply.answer());
        if (reply.indexed().isEmpty()) {
            attachment.send(answered);
            return;
        }
        Attachment.Slot slot = attachment.reserve();
        Inbound.Continuation fill = _ -> attachment.fill(slot, List.of(answered));
        projection.project(
                guildId,
                epoch,
                reply.indexed(),
                () -> workers.inbox().accept(new Inbound.Continue("Indexed", fill)));
    }

    private void attach(Effect.Attach attach) {
        Attachment attachment = attach.attachment();
        Outbound.Attached attached = attach.attached();
        streams.goLive(attachment);
        if (attach.lastSeq() == 0 || attach.lastSeq() == attached.seq()) {
            attachment.send(attached);
            return;
        }
        Attachment.Slot slot = attachment.reserve();
        workers.run(
                "TailLoaded",
                () -> {
                    List<Outbound> frames =
                            tail(attach.lastSeq(), attached, attachment.maxBytes() / 2);
                    return _ -> fillTail(attachment, slot, frames);
                });
    }

    private void fillTail(Attachment attachment, Attachment.Slot slot, List<Outbound> frames) {
        if (frames.isEmpty()) {
            attachment.cut(StreamEnd.UNAVAILABLE);
        } else {
            attachment.fill(slot, frames);
        }
    }

    /// What an edge that comes back gets: the events that it missed, or the word that they are lost
    /// (also when they are too many, or weigh more than `maxBytes`); empty when the store cannot be
    /// read. Off the loop.
    private List<Outbound> tail(long lastSeq, Outbound.Attached attached, long maxBytes) {
        if (lastSeq > attached.seq() || attached.seq() - lastSeq > limits.tailEntries()) {
            return List.of(reset(attached));
        }
        try {
            Optional<List<LogEntry>> entries =
                    store.tail(lastSeq, (int) (attached.seq() - lastSeq));
            List<Outbound> frames =
                    entries.isEmpty() ? List.of() : resumed(attached, entries.get());
            long bytes = frames.stream().mapToLong(Weight::of).sum();
            return frames.isEmpty() || bytes > maxBytes ? List.of(reset(attached)) : frames;
        } catch (StoreException _) {
            return List.of();
        }
    }

    private Outbound reset(Outbound.Attached attached) {
        metrics.bound("tail_entries");
        return new Outbound.Attached(
                attached.seq(),
                attached.epoch(),
                true,
                attached.guild(),
                attached.roles(),
                attached.channels(),
                attached.members(),
                attached.presences(),
                attached.voiceStates());
    }

    private List<Outbound> resumed(Outbound.Attached attached, List<LogEntry> entries) {
        List<Outbound> frames = new ArrayList<>();
        frames.add(attached);
        for (int from = 0; from < entries.size(); from += limits.batchItems()) {
            List<Sequenced> run =
                    entries
                            .subList(from, Math.min(entries.size(), from + limits.batchItems()))
                            .stream()
                            .map(entry -> new Sequenced(entry.seq(), (Event) entry.event()))
                            .toList();
            frames.add(new Outbound.Events(run));
        }
        return frames;
    }
}
