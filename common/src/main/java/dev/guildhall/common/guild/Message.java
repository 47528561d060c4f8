package dev.guildhall.common.guild;

import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.RoleId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message as it is stored and shown.
///
/// `author` and `mentions` are the users as they were when it was written. `flags` are Discord's.
/// `nonce` is the author's own mark, at most 25 characters. `referenced` is the message that a
/// reply answers, one level deep, null when it was deleted or there is none.
public record Message(
        MessageId id,
        ChannelId channelId,
        MessageType type,
        User author,
        String content,
        long createdAtMs,
        @Nullable Long editedAtMs,
        int flags,
        boolean tts,
        boolean mentionEveryone,
        List<User> mentions,
        List<RoleId> mentionRoleIds,
        List<Embed> embeds,
        boolean pinned,
        @Nullable String nonce,
        @Nullable MessageReference reference,
        @Nullable Message referenced,
        List<Reaction> reactions) {

    /// The same message with another one that it answers.
    public Message withReferenced(@Nullable Message other) {
        return with(content, embeds, pinned, other, reactions);
    }

    /// The message as another one shows it: without a message of its own below it.
    public Message withoutReferenced() {
        return referenced == null ? this : withReferenced(null);
    }

    /// The same message with other reactions.
    public Message withReactions(List<Reaction> others) {
        return with(content, embeds, pinned, referenced, others);
    }

    public Message withPinned(boolean now) {
        return with(content, embeds, now, referenced, reactions);
    }

    /// The same message with another content and other embeds.
    public Message withContent(String other, List<Embed> others) {
        return with(other, others, pinned, referenced, reactions);
    }

    private Message with(
            String newContent,
            List<Embed> newEmbeds,
            boolean newPinned,
            @Nullable Message newReferenced,
            List<Reaction> newReactions) {
        return new Message(
                id,
                channelId,
                type,
                author,
                newContent,
                createdAtMs,
                editedAtMs,
                flags,
                tts,
                mentionEveryone,
                mentions,
                mentionRoleIds,
                newEmbeds,
                newPinned,
                nonce,
                reference,
                newReferenced,
                newReactions);
    }
}
