package dev.guildhall.guild.store;

import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Reaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message and the parts of it that are stored elsewhere.
public final class MessageRow {

    private MessageRow() {}

    public static Message with(Message m, @Nullable Message referenced, List<Reaction> reactions) {
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
                reactions);
    }
}
