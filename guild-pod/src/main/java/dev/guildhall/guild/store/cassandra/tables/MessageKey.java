package dev.guildhall.guild.store.cassandra.tables;

import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;

/// A channel's message, and where it lies.
record MessageKey(long channelId, long id) {

    static MessageKey of(ChannelId channelId, MessageId messageId) {
        return new MessageKey(channelId.value(), messageId.value());
    }

    int bucket() {
        return Bucket.of(id);
    }
}
