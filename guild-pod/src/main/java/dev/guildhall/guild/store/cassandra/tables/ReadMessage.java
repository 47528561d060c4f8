package dev.guildhall.guild.store.cassandra.tables;

import dev.guildhall.guild.store.content.StoredMessage;

/// A message as it was read while the guild goes on: its reactions include all events up to
/// `reactionsAsOf` (0: not known) and none after it.
public record ReadMessage(StoredMessage message, long reactionsAsOf) {}
