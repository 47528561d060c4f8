package dev.guildhall.guild.store.content;

import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.core.LoadedMessage;
import dev.guildhall.guild.store.GuildStore;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.StoreException;
import dev.guildhall.guild.store.content.StoredMessage.Reactors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A guild's content as its owner reads it, so nothing changes meanwhile. It cannot tell who left.
final class ClaimedReading implements GuildReading {

    private static final UserId NOBODY = new UserId(0);

    /// Messages are asked for as clients do, at most so many at once.
    private static final int PAGE = 100;

    private static final int ALL_PINS = 10_000;

    private final GuildStore store;
    private final GuildSnapshot snapshot;
    private final Map<ChannelId, Map<MessageId, Long>> pins = new HashMap<>();

    ClaimedReading(GuildStore store) {
        this.store = store;
        this.snapshot = store.recover();
    }

    @Override
    public long seq() {
        return snapshot.seq();
    }

    @Override
    public GuildHead head() {
        var guild = snapshot.guild();
        LogEntry last =
                tail(seq() - 1, 1)
                        .flatMap(tail -> tail.stream().findFirst())
                        .orElseThrow(() ->
                                new StoreException.Corrupt("the log's last entry is gone", null));
        if (guild == null) {
            throw new StoreException.Corrupt("the guild itself is missing", null);
        }
        return new GuildHead(
                guild, snapshot.roles(), snapshot.channels(), snapshot.recentNonces(), last);
    }

    @Override
    public List<Member> members(@Nullable UserId after, int limit) {
        return store.listMembers(after, limit).members();
    }

    @Override
    public List<User> formerMembers(@Nullable UserId after, int limit) {
        return List.of();
    }

    @Override
    public List<Result.Ban> bans(@Nullable UserId after, int limit) {
        return store.listBans(after, limit).bans();
    }

    @Override
    public List<StoredMessage> messages(ChannelId channelId, @Nullable MessageId after, int limit) {
        MessageId anchor = after == null ? new MessageId(0) : after;
        Map<MessageId, Long> pinned = pins.computeIfAbsent(channelId, this::pins);
        return store
                .listMessages(channelId, Query.Anchor.AFTER, anchor, Math.min(limit, PAGE), NOBODY)
                .reversed()
                .stream()
                .map(message ->
                        new StoredMessage(
                                bare(message), pinned.get(message.id()), reactors(message)))
                .toList();
    }

    private Map<MessageId, Long> pins(ChannelId channelId) {
        Map<MessageId, Long> pinned = new HashMap<>();
        store.listPins(channelId, null, ALL_PINS, NOBODY)
                .forEach(pin -> pinned.put(pin.message().id(), pin.pinnedAtMs()));
        return pinned;
    }

    private static Message bare(Message message) {
        return message.withReferenced(null).withReactions(List.of());
    }

    private List<Reactors> reactors(Message message) {
        if (message.reactions().isEmpty()) {
            return List.of();
        }
        LoadedMessage loaded =
                store.loadMessage(message.channelId(), message.id())
                        .orElseThrow(() ->
                                new StoreException.Corrupt(
                                        "message " + message.id() + " is in a page only", null));
        return loaded.reactors().entrySet().stream()
                .map(it -> new Reactors(it.getKey(), List.copyOf(it.getValue())))
                .toList();
    }

    @Override
    public Optional<List<LogEntry>> tail(long afterSeq, int limit) {
        return store.tail(afterSeq, limit);
    }
}
