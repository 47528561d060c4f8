package dev.guildhall.guild.store.cassandra.tables;

import dev.guildhall.common.guild.Message;

/// A message as it lies in its row, and the counts of its reactions.
record MessageRow(Message message, Counts counts) {

    MessageKey key() {
        return MessageKey.of(message.channelId(), message.id());
    }
}
