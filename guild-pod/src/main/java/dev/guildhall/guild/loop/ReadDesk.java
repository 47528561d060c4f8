package dev.guildhall.guild.loop;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.RoleId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.permission.PermissionScope;
import dev.guildhall.common.permission.Permissions;
import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.store.FailureLog;
import dev.guildhall.guild.store.GuildStore;
import dev.guildhall.guild.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes authorised reads from the store, off the loop; equal ones at the same time once.
///
/// A page of messages is first read for nobody in particular, so that all who open a channel at
/// once share one read; only when it shows reactions, whose `me` differs, it is read for the
/// reader.
final class ReadDesk {

    private static final Logger LOG = LoggerFactory.getLogger(ReadDesk.class);
    private static final UserId NOBODY = new UserId(0);

    private final GuildStore store;
    private final PresenceBoard presences;
    private final Coalescer<Key, Result> coalescer;
    private final KeptPages keptPages;
    private final LoopMetrics metrics;
    private final FailureLog failures;

    ReadDesk(
            GuildStore store,
            PresenceBoard presences,
            Coalescer<Key, Result> coalescer,
            KeptPages keptPages,
            LoopMetrics metrics,
            Ticker ticker) {
        this.store = store;
        this.presences = presences;
        this.coalescer = coalescer;
        this.keptPages = keptPages;
        this.metrics = metrics;
        this.failures = new FailureLog(LOG, ticker, "read failed");
    }

    /// Who reads, and what the loop knew then: the owner, in whose place the system looks at the
    /// guild, and how many are online.
    record Reader(Actor actor, UserId ownerId, long online) {}

    /// What makes two reads equal. `userId` is 0 where the answer is everybody's.
    record Key(Query query, UserId userId) {}

    /// Answers `to` on a worker's thread.
    void read(Reader reader, Query query, Consumer<Result> to) {
        UserId userId = reader.actor().userId();
        switch (query) {
            case Query.ListMessages list ->
                    shared(userId, list.channelId(), query, to, () -> page(list));
            case Query.GetMessage get ->
                    shared(userId, get.channelId(), query, to, () -> make(query, NOBODY));
            case Query.ListPins list ->
                    shared(userId, list.channelId(), query, to, () -> make(query, NOBODY));
            case Query.GetGuild _ ->
                    run(new Key(query, userId), Coalescer.NOW, to, () -> guild(reader));
            case Query.ListReactors _,
                    Query.GetMembers _,
                    Query.ListMembers _,
                    Query.SearchMembers _,
                    Query.ListBans _ ->
                    run(new Key(query, NOBODY), Coalescer.NOW, to, () -> make(query, NOBODY));
        }
    }

    /// What a channel has stored, all of it: a read that runs is new enough for whoever asks before
    /// the channel's next event.
    private void shared(
            UserId userId,
            ChannelId channelId,
            Query query,
            Consumer<Result> to,
            Supplier<Result> forNobody) {
        long asOf = keptPages.changedSeq(channelId);
        run(
                new Key(query, NOBODY),
                asOf,
                result -> {
                    if (showsReactions(result)) {
                        run(new Key(query, userId), asOf, to, () -> make(query, userId));
                    } else {
                        to.accept(result);
                    }
                },
                forNobody);
    }

    /// The page as nobody sees it. One that was read is kept, so that also those who ask just after
    /// its read ended share it.
    private Result page(Query.ListMessages list) {
        Optional<Result.Messages> kept = keptPages.find(list);
        if (kept.isPresent()) {
            metrics.readCached();
            return kept.get();
        }
        long asOf = keptPages.changedSeq(list.channelId());
        Result.Messages page = messages(list, NOBODY);
        keptPages.keep(list, page, asOf);
        return page;
    }

    private Result.Messages messages(Query.ListMessages list, UserId reader) {
        return new Result.Messages(
                store.listMessages(
                        list.channelId(), list.anchor(), list.anchorId(), list.limit(), reader));
    }

    private void run(Key key, long asOf, Consumer<Result> to, Supplier<Result> work) {
        metrics.readAsked();
        if (!coalescer.read(key, asOf, () -> guarded(work), to)) {
            metrics.bound("waiting_reads");
            to.accept(new Result.Refused(Rejection.retryable(Reason.OVERLOADED, 1_000)));
        }
    }

    private Result guarded(Supplier<Result> work) {
        metrics.readMade();
        try {
            return work.get();
        } catch (StoreException e) {
            failures.failed(e);
            return new Result.Refused(Workers.unavailable());
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("read failed by a bug");
            return new Result.Refused(Workers.unavailable());
        }
    }

    private Result make(Query query, UserId reader) {
        return switch (query) {
            case Query.ListMessages list -> messages(list, reader);
            case Query.GetMessage get -> message(get, reader);
            case Query.ListPins list -> pins(list, reader);
            case Query.ListReactors list -> reactors(list);
            case Query.GetMembers get -> withPresences(store.getMembers(get.userIds()));
            case Query.ListMembers list ->
                    withPresences(store.listMembers(list.after(), list.limit()));
            case Query.SearchMembers search ->
                    withPresences(store.searchMembers(search.prefix(), search.limit()));
            case Query.ListBans list -> store.listBans(list.after(), list.limit());
            case Query.GetGuild _ -> new Result.Refused(Workers.unavailable());
        };
    }

    private Result message(Query.GetMessage get, UserId reader) {
        Optional<Message> message = store.getMessage(get.channelId(), get.messageId(), reader);
        return message.<Result>map(found -> new Result.Messages(List.of(found)))
                .orElseGet(() -> new Result.Refused(Rejection.of(Reason.UNKNOWN_MESSAGE)));
    }

    private Result pins(Query.ListPins list, UserId reader) {
        List<Result.Pin> pins =
                store.listPins(list.channelId(), list.beforeMs(), list.limit() + 1, reader);
        boolean more = pins.size() > list.limit();
        return new Result.Pins(more ? pins.subList(0, list.limit()) : pins, more);
    }

    private Result reactors(Query.ListReactors list) {
        return new Result.Users(
                store.listReactors(
                        list.channelId(),
                        list.messageId(),
                        list.emoji(),
                        list.after(),
                        list.limit()));
    }

    private Result withPresences(Result.Members members) {
        return new Result.Members(members.members(), presences.of(members.members()));
    }

    private Result guild(Reader reader) {
        UserId self = reader.actor().system() ? reader.ownerId() : reader.actor().userId();
        return store.view(self, List.of(), 0)
                .<Result>map(view -> new Result.View(seen(view, reader.online())))
                .orElseGet(() -> new Result.Refused(Rejection.of(Reason.MISSING_ACCESS)));
    }

    /// The view without the channels that its own member may not see.
    static GuildView seen(GuildView view, long online) {
        Map<RoleId, Role> roles =
                view.roles().stream().collect(Collectors.toMap(Role::id, Function.identity()));
        PermissionScope scope = PermissionScope.of(view.guild(), roles);
        List<Channel> channels =
                view.channels().stream()
                        .filter(channel -> Permissions.canView(scope, channel, view.self()))
                        .toList();
        return new GuildView(
                view.seq(),
                view.guild(),
                view.roles(),
                channels,
                view.members(),
                view.presences(),
                view.voiceStates(),
                view.memberCount(),
                online,
                view.large(),
                view.self());
    }

    private static boolean showsReactions(Result result) {
        return switch (result) {
            case Result.Messages messages -> anyReactions(messages.messages());
            case Result.Pins pins ->
                    anyReactions(pins.pins().stream().map(Result.Pin::message).toList());
            case Result _ -> false;
        };
    }

    private static boolean anyReactions(List<Message> messages) {
        return messages.stream()
                .anyMatch(message -> hasReactions(message) || hasReactions(message.referenced()));
    }

    private static boolean hasReactions(@Nullable Message message) {
        return message != null && !message.reactions().isEmpty();
    }
}
