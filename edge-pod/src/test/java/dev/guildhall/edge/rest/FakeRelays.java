package dev.guildhall.edge.rest;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.edge.relay.Relays;
import dev.guildhall.edge.relay.Subscriber;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/// Remembers what was asked of guilds and answers what the test laid ready, in order; then with
/// nothing done.
final class FakeRelays implements Relays {

    final List<Asked<Command>> commands = new ArrayList<>();
    final List<Asked<Query>> queries = new ArrayList<>();
    private final Queue<Answer> answers = new ArrayDeque<>();
    private final Queue<Result> results = new ArrayDeque<>();

    /// One command or query, with whom it was from.
    record Asked<T>(GuildId guildId, Actor actor, T what) {}

    /// The next command is done with these events.
    FakeRelays accept(Event... events) {
        answers.add(new Answer.Accepted(1, List.of(events), false));
        return this;
    }

    /// The next command is refused.
    FakeRelays reject(Rejection rejection) {
        answers.add(new Answer.Rejected(rejection));
        return this;
    }

    /// The next read gives this.
    FakeRelays give(Result result) {
        results.add(result);
        return this;
    }

    /// The last command.
    Command command() {
        return commands.getLast().what();
    }

    /// The last query.
    Query query() {
        return queries.getLast().what();
    }

    @Override
    public synchronized CompletableFuture<Answer> command(
            GuildId guildId, Actor actor, Command command) {
        commands.add(new Asked<>(guildId, actor, command));
        Answer answer = answers.poll();
        return CompletableFuture.completedFuture(
                answer == null ? new Answer.Accepted(1, List.of(), false) : answer);
    }

    @Override
    public synchronized CompletableFuture<Result> read(GuildId guildId, Actor actor, Query query) {
        queries.add(new Asked<>(guildId, actor, query));
        Result result = results.poll();
        return CompletableFuture.completedFuture(
                result == null
                        ? new Result.Refused(Rejection.of(Rejection.Reason.UNKNOWN_GUILD))
                        : result);
    }

    @Override
    public void open(GuildId guildId, Subscriber subscriber, Presence presence) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close(GuildId guildId, SessionId sessionId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void updatePresence(GuildId guildId, SessionId sessionId, Presence presence) {
        throw new UnsupportedOperationException();
    }
}
