package dev.guildhall.edge.relay;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.SessionId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// The relays of an edge, by guild: made with the first session, gone some time after the last.
public final class GuildRelays implements Relays, AutoCloseable {

    /// A relay, and how many sessions are on their way into it: it may go only when none is.
    private record Entry(Relay relay, AtomicInteger coming) {}

    private final ConcurrentHashMap<GuildId, Entry> relays = new ConcurrentHashMap<>();
    private final Relay.Registry registry = new MapOfRelays();
    private final RelayContext context;

    public GuildRelays(RelayContext context) {
        this.context = context;
        context.links().onRouteChange(this::routesChanged);
    }

    @Override
    public void open(GuildId guildId, Subscriber subscriber, Presence presence) {
        Entry entry =
                relays.compute(
                        guildId,
                        (id, present) -> {
                            Entry some = present == null ? newEntry(id) : present;
                            some.coming().incrementAndGet();
                            return some;
                        });
        context.metrics().relays.set(relays.size());
        if (entry.relay().full()) {
            entry.coming().decrementAndGet();
            context.metrics().mailboxFull.increment();
            subscriber.eventsLost(guildId);
        } else {
            entry.relay().open(subscriber, presence, entry.coming()::decrementAndGet);
        }
    }

    @Override
    public void close(GuildId guildId, SessionId sessionId) {
        Entry entry = relays.get(guildId);
        if (entry != null) {
            entry.relay().close(sessionId);
        }
    }

    @Override
    public void updatePresence(GuildId guildId, SessionId sessionId, Presence presence) {
        Entry entry = relays.get(guildId);
        if (entry != null) {
            entry.relay().updatePresence(sessionId, presence);
        }
    }

    @Override
    public CompletableFuture<Answer> command(GuildId guildId, Actor actor, Command command) {
        Entry entry = relays.get(guildId);
        return entry != null
                ? entry.relay().command(actor, command)
                : context.calls()
                        .call(guildId, actor, command)
                        .thenApply(answer -> tellJoins(guildId, answer));
    }

    @Override
    public CompletableFuture<Result> read(GuildId guildId, Actor actor, Query query) {
        return context.calls().read(guildId, actor, query);
    }

    /// How many guilds have a relay.
    public int size() {
        return relays.size();
    }

    @Override
    public void close() {
        relays.values().forEach(entry -> entry.relay().stop());
        relays.clear();
        context.metrics().relays.set(0);
    }

    private Entry newEntry(GuildId guildId) {
        return new Entry(new Relay(guildId, context, registry), new AtomicInteger());
    }

    private void routesChanged() {
        relays.values().forEach(entry -> entry.relay().routeChanged());
    }

    /// What relays may do to the map, from their own threads.
    private final class MapOfRelays implements Relay.Registry {

        @Override
        public boolean retire(Relay relay) {
            return takeOut(relay, entry -> entry.coming().get() == 0);
        }

        @Override
        public void remove(Relay relay) {
            takeOut(relay, _ -> true);
        }

        /// Whether the relay is not in the map any more.
        private boolean takeOut(Relay relay, Predicate<Entry> when) {
            Entry left =
                    relays.computeIfPresent(
                            relay.guildId(),
                            (_, present) ->
                                    present.relay() == relay && when.test(present)
                                            ? null
                                            : present);
            context.metrics().relays.set(relays.size());
            return left == null || left.relay() != relay;
        }
    }

    /// Somebody who joined a guild that had no relay here may have a session here.
    private Answer tellJoins(GuildId guildId, Answer answer) {
        if (answer instanceof Answer.Accepted accepted) {
            for (Event event : accepted.events()) {
                switch (event) {
                    case Event.MemberJoined(var member) -> tellJoin(guildId, member);
                    case Event.GuildCreated created ->
                            created.members().forEach(member -> tellJoin(guildId, member));
                    default -> {}
                }
            }
        }
        return answer;
    }

    private void tellJoin(GuildId guildId, Member member) {
        context.joined().accept(guildId, member.user().id());
    }
}
