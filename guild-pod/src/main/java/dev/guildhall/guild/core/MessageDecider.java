package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.MessageType;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.permission.Permission;
import org.jspecify.annotations.Nullable;

/// Sending: new messages, replies, typing.
final class MessageDecider {

    private MessageDecider() {}

    static Decision create(Request request, Command.CreateMessage create) {
        Member author = request.member();
        Channel channel = request.state().channel(create.channelId());
        if (channel == null) {
            return Decisions.reject(Reason.UNKNOWN_CHANNEL);
        }
        Rejection refusal = checkSending(request, channel);
        if (refusal != null || author == null) {
            return Decisions.reject(
                    refusal == null ? Rejection.of(Reason.MISSING_ACCESS) : refusal);
        }
        Decision duplicate = duplicate(request, create, author);
        if (duplicate != null) {
            return duplicate;
        }
        long held = request.permissions(channel);
        String content = create.content().strip();
        Rejection invalid = MessageRules.checkNew(create, content, held);
        if (invalid == null) {
            invalid = MessageRules.checkSlowMode(request, channel, author, held);
        }
        if (invalid != null) {
            return Decisions.reject(invalid);
        }
        return create.replyTo() == null
                ? send(request, create, author, content, held, null)
                : reply(request, create, author, content, held, create.replyTo());
    }

    static Decision typing(Request request, Command.StartTyping typing) {
        Channel channel = request.state().channel(typing.channelId());
        if (channel == null) {
            return Decisions.reject(Reason.UNKNOWN_CHANNEL);
        }
        Rejection refusal = checkSending(request, channel);
        if (refusal != null) {
            return Decisions.reject(refusal);
        }
        return request.member() == null
                ? Decisions.reject(Reason.MISSING_ACCESS)
                : Decisions.accept(
                        new Event.TypingStarted(channel.id(), request.member(), request.nowMs()));
    }

    private static @Nullable Rejection checkSending(Request request, Channel channel) {
        Rejection refusal = request.refusal(channel, Permission.SEND_MESSAGES);
        if (refusal != null) {
            return refusal;
        }
        return channel.type().holdsMessages()
                ? null
                : Rejection.of(Reason.CANNOT_SEND_TO_NON_TEXT_CHANNEL);
    }

    /// What the author's enforced nonce made before; null when it is new. When that message is gone
    /// since, sending again does not bring it back.
    private static @Nullable Decision duplicate(
            Request request, Command.CreateMessage create, Member author) {
        if (!create.nonceEnforced() || create.nonce() == null) {
            return null;
        }
        MessageId first =
                request.state()
                        .nonces
                        .find(
                                create.channelId(),
                                author.user().id(),
                                create.nonce(),
                                request.nowMs());
        if (first == null) {
            return null;
        }
        return switch (request.state().messages.find(create.channelId(), first)) {
            case MessageCache.Lookup.Found(HeldMessage held) ->
                    new Decision.Duplicate(new Event.MessageCreated(held.message(), author, true));
            case MessageCache.Lookup.Missing() -> Decisions.reject(Reason.UNKNOWN_MESSAGE);
            case MessageCache.Lookup.Unknown() ->
                    new Decision.NeedsMessage(create.channelId(), first);
        };
    }

    private static Decision reply(
            Request request,
            Command.CreateMessage create,
            Member author,
            String content,
            long held,
            MessageId replyTo) {
        if (!Permission.READ_MESSAGE_HISTORY.in(held)) {
            return Decisions.reject(Reason.MISSING_PERMISSIONS);
        }
        return switch (request.state().messages.find(create.channelId(), replyTo)) {
            case MessageCache.Lookup.Found(HeldMessage answered)
                    when answered.message().type() == MessageType.CHANNEL_PINNED_MESSAGE ->
                    invalidReply(
                            "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE",
                            "Cannot reply to a system message");
            case MessageCache.Lookup.Found(HeldMessage answered) ->
                    send(request, create, author, content, held, answered.message());
            case MessageCache.Lookup.Missing() ->
                    create.failIfMissing()
                            ? invalidReply("REPLIES_UNKNOWN_MESSAGE", "Unknown message")
                            : send(request, create, author, content, held, null);
            case MessageCache.Lookup.Unknown() ->
                    new Decision.NeedsMessage(create.channelId(), replyTo);
        };
    }

    private static Decision invalidReply(String code, String message) {
        return Decisions.reject(Rejection.invalid("message_reference", code, message));
    }

    private static Decision send(
            Request request,
            Command.CreateMessage create,
            Member author,
            String content,
            long held,
            @Nullable Message answered) {
        User repliedTo = answered == null ? null : answered.author();
        Mentions mentions =
                Mentions.parse(
                        request.state(),
                        content,
                        create.allowedMentions(),
                        Permission.MENTION_EVERYONE.in(held),
                        repliedTo);
        Message message = Messages.sent(request, create, author, content, mentions, answered);
        boolean enforced = create.nonceEnforced() && create.nonce() != null;
        return Decisions.accept(new Event.MessageCreated(message, author, enforced));
    }
}
