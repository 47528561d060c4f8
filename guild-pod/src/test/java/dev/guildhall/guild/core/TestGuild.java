package dev.guildhall.guild.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.id.Snowflake;
import dev.guildhall.common.id.UserId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A guild as its loop runs it, without the loop: decides, loads what is asked for, applies, keeps
/// the log. Time stands still until the test moves it.
final class TestGuild {

    static final long START_MS = 1_760_000_000_000L;

    final GuildState state;
    final StoredMessages stored = new StoredMessages();
    final List<Event.Durable> log = new ArrayList<>();
    long nowMs = START_MS;
    Loads loads = stored::find;
    private long lastId;

    /// Where loads are answered from; null is no such message.
    interface Loads {
        @Nullable LoadedMessage find(ChannelId channelId, MessageId messageId);
    }

    TestGuild(GuildState state) {
        this.state = state;
    }

    /// A fresh id of the present.
    long nextId() {
        lastId = Math.max(lastId + 1, Snowflake.first(nowMs, 1));
        return lastId;
    }

    Decision decide(Actor actor, Command command) {
        DecisionContext context = new DecisionContext(actor, nowMs, this::nextId);
        Decision decision = Decider.decide(state, command, context);
        while (decision instanceof Decision.NeedsMessage needs) {
            boolean taken =
                    state.load(
                            needs.channelId(),
                            needs.messageId(),
                            loads.find(needs.channelId(), needs.messageId()),
                            state.seq());
            assertThat(taken).isTrue();
            decision = Decider.decide(state, command, context);
        }
        return decision;
    }

    /// Decides and, when accepted, applies.
    Decision run(Actor actor, Command command) {
        Decision decision = decide(actor, command);
        if (decision instanceof Decision.Accept(List<Event> events)) {
            events.forEach(this::apply);
        }
        return decision;
    }

    void apply(Event event) {
        state.apply(event);
        record(event);
    }

    /// What `Sessions` applied already.
    List<Event> record(List<Event> events) {
        events.forEach(this::record);
        return events;
    }

    /// Runs what must be accepted.
    List<Event> does(UserId userId, Command command) {
        return accepted(run(Actor.user(userId), command));
    }

    List<Event> systemDoes(Command command) {
        return accepted(run(Actor.systemActor(), command));
    }

    /// Runs what must be refused.
    Rejection refused(UserId userId, Command command) {
        return rejection(run(Actor.user(userId), command));
    }

    Rejection systemRefused(Command command) {
        return rejection(run(Actor.systemActor(), command));
    }

    Message sends(UserId userId, Command.CreateMessage create) {
        Event event = does(userId, create).getFirst();
        assertThat(event).isInstanceOf(Event.MessageCreated.class);
        return ((Event.MessageCreated) event).message();
    }

    Message sends(UserId userId, String content) {
        return sends(userId, Commands.message(content));
    }

    /// The user comes online with a session of that name.
    List<Event> opens(UserId userId, String session, Presence.Status status) {
        return record(
                Sessions.open(
                                state,
                                new SessionOpening(
                                        new SessionId(session),
                                        userId,
                                        presence(userId, status),
                                        null),
                                nowMs)
                        .orElseThrow());
    }

    static Presence presence(UserId userId, Presence.Status status) {
        return new Presence(userId, status, Presence.Platform.DESKTOP, List.of());
    }

    private void record(Event event) {
        stored.apply(event);
        if (event instanceof Event.Durable durable) {
            log.add(durable);
        }
    }

    private static List<Event> accepted(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Accept.class);
        return ((Decision.Accept) decision).events();
    }

    private static Rejection rejection(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Reject.class);
        return ((Decision.Reject) decision).rejection();
    }
}
