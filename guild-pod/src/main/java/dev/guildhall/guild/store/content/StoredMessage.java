package dev.guildhall.guild.store.content;

import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.id.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message as it is kept: `message` is without its reactions and the message that it answers.
/// `pinnedAtMs` is null when it is not pinned; `reactors` are in the order of first use.
public record StoredMessage(Message message, @Nullable Long pinnedAtMs, List<Reactors> reactors) {

    /// Who reacted with one emoji, in the order in which they did.
    public record Reactors(Emoji emoji, List<UserId> userIds) {}
}
