package dev.guildhall.edge.relay;

import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.UserId;
import java.util.List;

/// Who may read what a message says: everybody with the MESSAGE_CONTENT intent, and without it its
/// author, those it mentions, and all in direct messages.
///
/// A message that a reply answers is judged by itself, so a bot that is mentioned does not read
/// what somebody else wrote before.
///
/// Source: <https://discord.com/developers/docs/events/gateway#message-content-intent>
final class MessageContent {

    /// Everything is readable.
    static final int FULL = 0;

    /// Neither the message nor the one that it answers is.
    static final int BLANK = 1;

    /// The message is, the one that it answers is not.
    static final int BLANK_REFERENCE = 2;

    private MessageContent() {}

    /// Which variant of `message` the viewer gets.
    static int variantFor(Message message, boolean direct, Viewer viewer) {
        if (direct || viewer.hasContentIntent()) {
            return FULL;
        }
        if (!concerns(message, viewer.userId())) {
            return BLANK;
        }
        Message referenced = message.referenced();
        boolean all = referenced == null || concerns(referenced, viewer.userId());
        return all ? FULL : BLANK_REFERENCE;
    }

    /// The message as a variant shows it, apart from BLANK, which the JSON writer does.
    static Message in(int variant, Message message) {
        Message referenced = message.referenced();
        return variant == BLANK_REFERENCE && referenced != null
                ? message.withReferenced(referenced.withContent("", List.of()))
                : message;
    }

    private static boolean concerns(Message message, UserId userId) {
        if (message.author().id().equals(userId)) {
            return true;
        }
        for (User mentioned : message.mentions()) {
            if (mentioned.id().equals(userId)) {
                return true;
            }
        }
        return false;
    }
}
