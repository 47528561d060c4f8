package dev.guildhall.guild.store;

import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.MessageReference;
import dev.guildhall.common.guild.MessageType;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Reaction;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The messages of a guild kept as naively as can be, to compare a store with.
final class MessageModel {

    private final Map<ChannelId, TreeMap<MessageId, Kept>> channels = new TreeMap<>();

    private static final class Kept {
        Message message;
        long pinnedAtMs;
        final Map<Emoji, Set<UserId>> reactors = new LinkedHashMap<>();

        Kept(Message message) {
            this.message = message;
        }
    }

    void apply(Event.Durable event) {
        switch (event) {
            case Event.ChannelDeleted e -> channels.remove(e.channel().id());
            case Event.MessageCreated e ->
                    channels.computeIfAbsent(e.message().channelId(), _ -> new TreeMap<>())
                            .put(e.message().id(), new Kept(e.message()));
            case Event.MessageUpdated e ->
                    kept(e.message().channelId(), e.message().id()).message = e.message();
            case Event.MessageDeleted e -> channels.get(e.channelId()).remove(e.messageId());
            case Event.MessagesBulkDeleted e ->
                    channels.get(e.channelId()).keySet().removeAll(Set.copyOf(e.messageIds()));
            case Event.MessagePinChanged e -> {
                Kept kept = kept(e.message().channelId(), e.message().id());
                kept.message = e.message();
                kept.pinnedAtMs = e.pinned() ? e.atMs() : 0;
            }
            case Event.ReactionAdded e ->
                    kept(e.channelId(), e.messageId())
                            .reactors
                            .computeIfAbsent(e.emoji(), _ -> new LinkedHashSet<>())
                            .add(e.userId());
            case Event.ReactionRemoved e -> {
                Map<Emoji, Set<UserId>> reactors = kept(e.channelId(), e.messageId()).reactors;
                reactors.getOrDefault(e.emoji(), new LinkedHashSet<>()).remove(e.userId());
                reactors.values().removeIf(Set::isEmpty);
            }
            case Event.ReactionsCleared e ->
                    kept(e.channelId(), e.messageId())
                            .reactors
                            .keySet()
                            .removeIf(it -> e.emoji() == null || it.equals(e.emoji()));
            case Event.Durable _ -> {}
        }
    }

    private @Nullable Kept kept(ChannelId channelId, MessageId messageId) {
        return channels.getOrDefault(channelId, new TreeMap<>()).get(messageId);
    }

    Collection<ChannelId> channels() {
        return channels.keySet();
    }

    /// Some message, or null when there is none.
    @Nullable Message any(Random random) {
        List<Kept> all = channels.values().stream().flatMap(it -> it.values().stream()).toList();
        return all.isEmpty() ? null : all.get(random.nextInt(all.size())).message;
    }

    List<Message> page(
            ChannelId channelId, Query.Anchor anchor, long anchorId, int limit, UserId reader) {
        List<Kept> all = new ArrayList<>(channels.get(channelId).descendingMap().values());
        List<Kept> newer = all.stream().filter(it -> id(it) > anchorId).toList();
        List<Kept> older = all.stream().filter(it -> id(it) < anchorId).toList();
        List<Kept> notNewer = all.stream().filter(it -> id(it) <= anchorId).toList();
        List<Kept> page =
                switch (anchor) {
                    case LATEST -> first(all, limit);
                    case BEFORE -> first(older, limit);
                    case AFTER -> last(newer, limit);
                    case AROUND -> {
                        List<Kept> both = new ArrayList<>(last(newer, limit / 2));
                        both.addAll(first(notNewer, limit - limit / 2));
                        yield both;
                    }
                };
        return page.stream().map(it -> shown(it, reader)).toList();
    }

    List<Result.Pin> pins(ChannelId channelId, UserId reader) {
        return channels.get(channelId).values().stream()
                .filter(it -> it.pinnedAtMs != 0)
                .sorted(
                        Comparator.comparingLong((Kept it) -> it.pinnedAtMs)
                                .thenComparingLong(MessageModel::id)
                                .reversed())
                .map(it -> new Result.Pin(shown(it, reader), it.pinnedAtMs))
                .toList();
    }

    List<UserId> reactors(Message message, Emoji emoji) {
        return kept(message.channelId(), message.id())
                .reactors
                .getOrDefault(emoji, Set.of())
                .stream()
                .sorted()
                .toList();
    }

    Map<Emoji, Set<UserId>> reactors(Message message) {
        return kept(message.channelId(), message.id()).reactors;
    }

    private static List<Kept> first(List<Kept> all, int limit) {
        return all.subList(0, Math.min(limit, all.size()));
    }

    private static List<Kept> last(List<Kept> all, int limit) {
        return all.subList(Math.max(0, all.size() - limit), all.size());
    }

    private static long id(Kept kept) {
        return kept.message.id().value();
    }

    private Message shown(Kept kept, UserId reader) {
        MessageReference reference = kept.message.reference();
        boolean reply = kept.message.type() == MessageType.REPLY && reference != null;
        Kept other = reply ? kept(reference.channelId(), reference.messageId()) : null;
        Message referenced =
                other == null ? null : with(other.message, null, counts(other, reader));
        return with(kept.message, referenced, counts(kept, reader));
    }

    private static List<Reaction> counts(Kept kept, UserId reader) {
        List<Reaction> counts = new ArrayList<>();
        kept.reactors.forEach((emoji, users) ->
                counts.add(new Reaction(emoji, users.size(), users.contains(reader))));
        return counts;
    }

    static Message with(Message m, String content, boolean pinned) {
        return m.withContent(content, m.embeds()).withPinned(pinned);
    }

    private static Message with(Message m, @Nullable Message referenced, List<Reaction> reactions) {
        return m.withReferenced(referenced).withReactions(reactions);
    }
}
