package dev.guildhall.guild.store.image;

import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;

/// A message that is pinned, and since when in Unix milliseconds.
public record PinnedMessage(ChannelId channelId, MessageId messageId, long pinnedAtMs) {

    /// Its place among the pins: by channel, then message.
    public record Key(ChannelId channelId, MessageId messageId) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byChannel = channelId.compareTo(other.channelId);
            return byChannel == 0 ? messageId.compareTo(other.messageId) : byChannel;
        }
    }

    public Key key() {
        return new Key(channelId, messageId);
    }
}
