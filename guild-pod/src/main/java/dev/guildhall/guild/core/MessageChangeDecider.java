package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Embed;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.Snowflake;
import dev.guildhall.common.permission.Permission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages that are there: edited, deleted, deleted in bulk.
final class MessageChangeDecider {

    private static final int MIN_BULK_DELETE = 2;
    private static final int MAX_BULK_DELETE = 100;

    /// Two weeks.
    private static final long MAX_BULK_DELETE_AGE_MS = 14L * 24 * 60 * 60 * 1_000;

    private MessageChangeDecider() {}

    /// Content and embeds are the author's alone; who manages messages may hide embeds, too.
    static Decision edit(Request request, Command.EditMessage edit) {
        Channel channel = request.state().channel(edit.channelId());
        if (channel == null) {
            return Decisions.reject(Reason.UNKNOWN_CHANNEL);
        }
        long held = request.permissions(channel);
        Rejection refusal = Request.refusal(held, Permission.VIEW_CHANNEL);
        if (refusal != null) {
            return Decisions.reject(refusal);
        }
        return switch (request.state().messages.find(edit.channelId(), edit.messageId())) {
            case MessageCache.Lookup.Found(HeldMessage found) ->
                    edit(request, edit, held, found.message());
            case MessageCache.Lookup.Missing() -> Decisions.reject(Reason.UNKNOWN_MESSAGE);
            case MessageCache.Lookup.Unknown() ->
                    new Decision.NeedsMessage(edit.channelId(), edit.messageId());
        };
    }

    static Decision delete(Request request, Command.DeleteMessage delete) {
        Channel channel = request.state().channel(delete.channelId());
        if (channel == null) {
            return Decisions.reject(Reason.UNKNOWN_CHANNEL);
        }
        long held = request.permissions(channel);
        Rejection refusal = Request.refusal(held, Permission.VIEW_CHANNEL);
        if (refusal != null) {
            return Decisions.reject(refusal);
        }
        return switch (request.state().messages.find(delete.channelId(), delete.messageId())) {
            case MessageCache.Lookup.Found(HeldMessage found)
                    when isAuthor(request, found.message())
                            || Permission.MANAGE_MESSAGES.in(held) ->
                    Decisions.accept(
                            new Event.MessageDeleted(delete.channelId(), delete.messageId()));
            case MessageCache.Lookup.Found _ -> Decisions.reject(Reason.MISSING_PERMISSIONS);
            case MessageCache.Lookup.Missing() -> Decisions.reject(Reason.UNKNOWN_MESSAGE);
            case MessageCache.Lookup.Unknown() ->
                    new Decision.NeedsMessage(delete.channelId(), delete.messageId());
        };
    }

    /// Ids of messages that do not exist are no fault, and the event names them with the others:
    /// nothing has to be loaded.
    static Decision bulkDelete(Request request, Command.BulkDeleteMessages delete) {
        Channel channel = request.state().channel(delete.channelId());
        if (channel == null) {
            return Decisions.reject(Reason.UNKNOWN_CHANNEL);
        }
        Rejection refusal = request.refusal(channel, Permission.MANAGE_MESSAGES);
        if (refusal != null) {
            return Decisions.reject(refusal);
        }
        List<MessageId> ids = delete.messageIds().stream().distinct().sorted().toList();
        if (ids.size() < MIN_BULK_DELETE || ids.size() > MAX_BULK_DELETE) {
            return Decisions.reject(Reason.INVALID_BULK_DELETE_COUNT);
        }
        long oldestMs = request.nowMs() - MAX_BULK_DELETE_AGE_MS;
        if (Snowflake.unixMs(ids.getFirst().value()) < oldestMs) {
            return Decisions.reject(Reason.MESSAGE_TOO_OLD_TO_BULK_DELETE);
        }
        return Decisions.accept(new Event.MessagesBulkDeleted(delete.channelId(), ids));
    }

    private static Decision edit(
            Request request, Command.EditMessage edit, long held, Message message) {
        if (Messages.isSystem(message)) {
            return Decisions.reject(Reason.CANNOT_ACT_ON_SYSTEM_MESSAGE);
        }
        boolean rewrites = edit.content() != null || edit.embeds() != null;
        if (!isAuthor(request, message) && (rewrites || !Permission.MANAGE_MESSAGES.in(held))) {
            return Decisions.reject(Reason.CANNOT_EDIT_OTHERS_MESSAGE);
        }
        String content = edit.content() == null ? message.content() : edit.content().strip();
        List<Embed> embeds = edit.embeds() == null ? message.embeds() : edit.embeds();
        if (rewrites) {
            Rejection invalid = MessageRules.checkEdited(content, embeds, held);
            if (invalid != null) {
                return Decisions.reject(invalid);
            }
        }
        Message edited = edited(request, edit, held, message, content, embeds);
        return Decisions.accept(
                new Event.MessageUpdated(edited, request.state().member(message.author().id())));
    }

    private static Message edited(
            Request request,
            Command.EditMessage edit,
            long held,
            Message message,
            String content,
            List<Embed> embeds) {
        boolean rewrites = edit.content() != null || edit.embeds() != null;
        Mentions mentions =
                edit.content() == null
                        ? new Mentions(
                                message.mentionEveryone(),
                                message.mentions(),
                                message.mentionRoleIds())
                        : Mentions.parse(
                                request.state(),
                                content,
                                null,
                                Permission.MENTION_EVERYONE.in(held),
                                null);
        int hidden = edit.flags() == null ? message.flags() : edit.flags();
        return new Message(
                message.id(),
                message.channelId(),
                message.type(),
                message.author(),
                content,
                message.createdAtMs(),
                rewrites ? Long.valueOf(request.nowMs()) : message.editedAtMs(),
                (message.flags() & ~Messages.SUPPRESS_EMBEDS) | (hidden & Messages.SUPPRESS_EMBEDS),
                message.tts(),
                mentions.everyone(),
                mentions.users(),
                mentions.roleIds(),
                List.copyOf(embeds),
                message.pinned(),
                message.nonce(),
                message.reference(),
                referencedNow(request, message),
                message.reactions());
    }

    /// The message that it answers, as far as the state knows it better than the reply does.
    private static @Nullable Message referencedNow(Request request, Message message) {
        Message referenced = message.referenced();
        if (referenced == null) {
            return null;
        }
        return switch (request.state().messages.find(referenced.channelId(), referenced.id())) {
            case MessageCache.Lookup.Found(HeldMessage found) ->
                    found.message().withoutReferenced();
            case MessageCache.Lookup.Missing() -> null;
            case MessageCache.Lookup.Unknown() -> referenced;
        };
    }

    private static boolean isAuthor(Request request, Message message) {
        return request.member() != null
                && request.member().user().id().equals(message.author().id());
    }
}
