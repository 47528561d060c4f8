package dev.guildhall.edge.fake;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.edge.relay.Dispatch;
import dev.guildhall.edge.relay.Relays;
import dev.guildhall.edge.relay.SequenceSource;
import dev.guildhall.edge.relay.Subscriber;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/// Guilds that open at once and say what a test lets them say.
public final class FakeGuilds implements Relays {

    private final SequenceSource sequences;
    private final Map<GuildId, List<Subscriber>> subscribers = new ConcurrentHashMap<>();
    private final Map<GuildId, GuildView> views = new ConcurrentHashMap<>();
    private final List<Command> commands = new CopyOnWriteArrayList<>();
    private final List<Query> queries = new CopyOnWriteArrayList<>();
    private final List<Presence> presences = new CopyOnWriteArrayList<>();
    private final Queue<Result> results = new ConcurrentLinkedQueue<>();

    public FakeGuilds(SequenceSource sequences) {
        this.sequences = sequences;
    }

    /// The guild is there; others are never opened.
    public FakeGuilds with(GuildView view) {
        views.put(view.guild().id(), view);
        return this;
    }

    /// What the next reads give.
    public void willAnswer(Result... next) {
        results.addAll(List.of(next));
    }

    /// Says the text to everybody in the guild, as one dispatch.
    public Dispatch say(long guildId, String text) {
        byte[] data = ("{\"content\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
        GuildId id = new GuildId(guildId);
        Dispatch dispatch = Dispatch.of(sequences.next(), id, 1, "MESSAGE_CREATE", data);
        subscribersOf(guildId).forEach(subscriber -> subscriber.dispatch(dispatch));
        return dispatch;
    }

    public List<Subscriber> subscribersOf(long guildId) {
        return subscribers.getOrDefault(new GuildId(guildId), List.of());
    }

    public List<Command> commands() {
        return commands;
    }

    public List<Query> queries() {
        return queries;
    }

    public List<Presence> presences() {
        return presences;
    }

    @Override
    public void open(GuildId guildId, Subscriber subscriber, Presence presence) {
        presences.add(presence);
        subscribers.computeIfAbsent(guildId, _ -> new CopyOnWriteArrayList<>()).add(subscriber);
        GuildView view = views.get(guildId);
        if (view != null) {
            subscriber.guildOpened(view);
        }
    }

    @Override
    public void close(GuildId guildId, SessionId sessionId) {
        subscribers
                .getOrDefault(guildId, new ArrayList<>())
                .removeIf(subscriber -> subscriber.sessionId().equals(sessionId));
    }

    @Override
    public void updatePresence(GuildId guildId, SessionId sessionId, Presence presence) {
        presences.add(presence);
    }

    @Override
    public CompletableFuture<Answer> command(GuildId guildId, Actor actor, Command command) {
        commands.add(command);
        return CompletableFuture.completedFuture(new Answer.Accepted(1, List.of(), false));
    }

    @Override
    public CompletableFuture<Result> read(GuildId guildId, Actor actor, Query query) {
        queries.add(query);
        Result next = results.poll();
        return next == null ? new CompletableFuture<>() : CompletableFuture.completedFuture(next);
    }
}
