package dev.guildhall.guild.core;

import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.Snowflake;
import dev.guildhall.common.id.UserId;

/// A message that was sent with an enforced nonce: the key against doubles, and what it made.
public record RecentNonce(ChannelId channelId, UserId authorId, String nonce, MessageId messageId) {

    /// How long an enforced nonce is remembered after its message, in milliseconds.
    public static final long WINDOW_MS = 5 * 60_000;

    /// When the message was sent, in Unix milliseconds: its id says so.
    public long sentAtMs() {
        return Snowflake.unixMs(messageId.value());
    }
}
