package dev.guildhall.guild.core;

import dev.guildhall.common.guild.MessageReference;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which messages are pinned, by channel. Bounded by the limit on a channel's pins.
final class PinIndex {

    private final TreeMap<ChannelId, Set<MessageId>> byChannel = new TreeMap<>();

    void set(ChannelId channelId, MessageId messageId, boolean pinned) {
        if (pinned) {
            byChannel.computeIfAbsent(channelId, _ -> new TreeSet<>()).add(messageId);
        } else {
            remove(channelId, messageId);
        }
    }

    void remove(ChannelId channelId, MessageId messageId) {
        Set<MessageId> pins = byChannel.get(channelId);
        if (pins != null && pins.remove(messageId) && pins.isEmpty()) {
            byChannel.remove(channelId);
        }
    }

    void removeChannel(ChannelId channelId) {
        byChannel.remove(channelId);
    }

    int count(ChannelId channelId) {
        return byChannel.getOrDefault(channelId, Set.of()).size();
    }

    List<MessageReference> snapshot() {
        List<MessageReference> all = new ArrayList<>();
        byChannel.forEach((channelId, pins) ->
                pins.forEach(id -> all.add(new MessageReference(channelId, id))));
        return List.copyOf(all);
    }
}
