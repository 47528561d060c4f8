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
        return new Message(
                id,
                channelId,
                type,
                author,
                content,
                createdAtMs,
                editedAtMs,
                flags,
                tts,
                mentionEveryone,
                mentions,
                mentionRoleIds,
                embeds,
                pinned,
                nonce,
                reference,
                other,
                reactions);
    }

    /// The same message with other reactions.
    public Message withReactions(List<Reaction> others) {
        return new Message(
                id,
                channelId,
                type,
                author,
                content,
                createdAtMs,
                editedAtMs,
                flags,
                tts,
                mentionEveryone,
                mentions,
                mentionRoleIds,
                embeds,
                pinned,
                nonce,
                reference,
                referenced,
                others);
    }
}
