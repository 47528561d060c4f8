package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.MessageReference;
import dev.guildhall.common.guild.MessageType;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.Snowflake;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// New messages: what users send, and what the system says. A message's time is its id's.
final class Messages {

    /// SUPPRESS_EMBEDS, the one flag that may be changed later.
    static final int SUPPRESS_EMBEDS = 1 << 2;

    /// The flags that a sender may set: SUPPRESS_EMBEDS and SUPPRESS_NOTIFICATIONS.
    private static final int SENDABLE_FLAGS = SUPPRESS_EMBEDS | 1 << 12;

    private Messages() {}

    /// What the author sends, with the message that it answers, if any.
    static Message sent(
            Request request,
            Command.CreateMessage create,
            Member author,
            String content,
            Mentions mentions,
            @Nullable Message answered) {
        MessageId id = new MessageId(request.newId());
        return new Message(
                id,
                create.channelId(),
                answered == null ? MessageType.DEFAULT : MessageType.REPLY,
                author.user(),
                content,
                Snowflake.unixMs(id.value()),
                null,
                create.flags() & SENDABLE_FLAGS,
                create.tts(),
                mentions.everyone(),
                mentions.users(),
                mentions.roleIds(),
                List.copyOf(create.embeds()),
                false,
                create.nonce(),
                answered == null ? null : new MessageReference(answered.channelId(), answered.id()),
                answered == null ? null : answered.withoutReferenced(),
                List.of());
    }

    /// "… joined": what the system channel shows of a new member.
    static Message userJoined(Request request, ChannelId channelId, Member member) {
        return notice(request, channelId, MessageType.USER_JOIN, member, null);
    }

    /// "… pinned a message": what the channel shows of a pin.
    static Event pinned(Request request, Message pinned, Member by) {
        Message notice =
                notice(
                        request,
                        pinned.channelId(),
                        MessageType.CHANNEL_PINNED_MESSAGE,
                        by,
                        new MessageReference(pinned.channelId(), pinned.id()));
        return new Event.MessageCreated(notice, by, false);
    }

    static boolean isSystem(Message message) {
        return switch (message.type()) {
            case DEFAULT, REPLY -> false;
            case CHANNEL_PINNED_MESSAGE, USER_JOIN -> true;
        };
    }

    private static Message notice(
            Request request,
            ChannelId channelId,
            MessageType type,
            Member author,
            @Nullable MessageReference reference) {
        MessageId id = new MessageId(request.newId());
        return new Message(
                id,
                channelId,
                type,
                author.user(),
                "",
                Snowflake.unixMs(id.value()),
                null,
                0,
                false,
                false,
                List.of(),
                List.of(),
                List.of(),
                false,
                null,
                reference,
                null,
                List.of());
    }
}
