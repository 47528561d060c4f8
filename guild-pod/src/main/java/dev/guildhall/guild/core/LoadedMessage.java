package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.id.UserId;
import java.util.Map;
import java.util.Set;

/// A stored message with what decisions about it need: who reacted with what, in the order of first
/// use.
public record LoadedMessage(Message message, Map<Emoji, Set<UserId>> reactors) {}
