package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Reaction;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The store's messages as a plain, unbounded projection of the events: what loads are answered
/// from, and what the state's own are compared with.
final class StoredMessages {

    private final Map<MessageId, LoadedMessage> all = new TreeMap<>();

    void apply(Event event) {
        switch (event) {
            case Event.MessageCreated created ->
                    all.put(
                            created.message().id(),
                            new LoadedMessage(created.message(), new LinkedHashMap<>()));
            case Event.MessageUpdated updated -> replace(updated.message());
            case Event.MessagePinChanged pin -> replace(pin.message());
            case Event.MessageDeleted deleted -> remove(deleted.channelId(), deleted.messageId());
            case Event.MessagesBulkDeleted deleted ->
                    deleted.messageIds().forEach(id -> remove(deleted.channelId(), id));
            case Event.ReactionAdded added ->
                    all.get(added.messageId())
                            .reactors()
                            .computeIfAbsent(added.emoji(), _ -> new LinkedHashSet<>())
                            .add(added.userId());
            case Event.ReactionRemoved removed -> {
                Map<Emoji, Set<UserId>> reactors = all.get(removed.messageId()).reactors();
                reactors.get(removed.emoji()).remove(removed.userId());
                reactors.values().removeIf(Set::isEmpty);
            }
            case Event.ReactionsCleared cleared ->
                    all.get(cleared.messageId())
                            .reactors()
                            .keySet()
                            .removeIf(emoji ->
                                    cleared.emoji() == null || emoji.equals(cleared.emoji()));
            case Event.ChannelDeleted deleted ->
                    all.values()
                            .removeIf(m -> m.message().channelId().equals(deleted.channel().id()));
            default -> {}
        }
    }

    /// The stored message, null when there is none in that channel.
    LoadedMessage find(ChannelId channelId, MessageId messageId) {
        LoadedMessage loaded = all.get(messageId);
        if (loaded == null || !loaded.message().channelId().equals(channelId)) {
            return null;
        }
        List<Reaction> reactions = new ArrayList<>();
        loaded.reactors()
                .forEach((emoji, users) -> reactions.add(new Reaction(emoji, users.size(), false)));
        return new LoadedMessage(
                loaded.message().withReactions(List.copyOf(reactions)), loaded.reactors());
    }

    void copyTo(StoredMessages other) {
        other.all.putAll(all);
    }

    List<Message> all() {
        return all.values().stream().map(LoadedMessage::message).toList();
    }

    private void replace(Message message) {
        all.computeIfPresent(message.id(), (_, old) -> new LoadedMessage(message, old.reactors()));
    }

    private void remove(ChannelId channelId, MessageId messageId) {
        LoadedMessage loaded = all.get(messageId);
        if (loaded != null && loaded.message().channelId().equals(channelId)) {
            all.remove(messageId);
        }
    }
}
