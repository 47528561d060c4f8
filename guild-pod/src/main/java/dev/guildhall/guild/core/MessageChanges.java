package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Reaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Copies of a message with one part changed.
final class MessageChanges {

    private MessageChanges() {}

    static Message withReactions(Message m, List<Reaction> reactions) {
        return new Message(
                m.id(),
                m.channelId(),
                m.type(),
                m.author(),
                m.content(),
                m.createdAtMs(),
                m.editedAtMs(),
                m.flags(),
                m.tts(),
                m.mentionEveryone(),
                m.mentions(),
                m.mentionRoleIds(),
                m.embeds(),
                m.pinned(),
                m.nonce(),
                m.reference(),
                m.referenced(),
                List.copyOf(reactions));
    }

    static Message withPinned(Message m, boolean pinned) {
        return new Message(
                m.id(),
                m.channelId(),
                m.type(),
                m.author(),
                m.content(),
                m.createdAtMs(),
                m.editedAtMs(),
                m.flags(),
                m.tts(),
                m.mentionEveryone(),
                m.mentions(),
                m.mentionRoleIds(),
                m.embeds(),
                pinned,
                m.nonce(),
                m.reference(),
                m.referenced(),
                m.reactions());
    }

    /// The message as another one shows it: without a message of its own below it.
    static Message withoutReferenced(Message m) {
        return m.referenced() == null ? m : withReferenced(m, null);
    }

    static Message withReferenced(Message m, @Nullable Message referenced) {
        return new Message(
                m.id(),
                m.channelId(),
                m.type(),
                m.author(),
                m.content(),
                m.createdAtMs(),
                m.editedAtMs(),
                m.flags(),
                m.tts(),
                m.mentionEveryone(),
                m.mentions(),
                m.mentionRoleIds(),
                m.embeds(),
                m.pinned(),
                m.nonce(),
                m.reference(),
                referenced,
                m.reactions());
    }
}
