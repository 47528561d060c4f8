package dev.guildhall.common.guild;

import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;

/// The message that a reply answers or a pin notice speaks of.
public record MessageReference(ChannelId channelId, MessageId messageId) {}
