package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.permission.Permission;
import java.util.function.Function;

/// Reactions: added, removed, cleared.
final class ReactionDecider {

    static final int MAX_DISTINCT = 20;

    private ReactionDecider() {}

    /// ADD_REACTIONS is needed for an emoji that nobody has used yet; to join others, reading is
    /// enough.
    static Decision add(Request request, Command.AddReaction add) {
        return onMessage(
                request,
                add.channelId(),
                add.messageId(),
                Permission.READ_MESSAGE_HISTORY,
                held -> add(request, add, held));
    }

    static Decision remove(Request request, Command.RemoveReaction remove) {
        boolean own =
                request.member() != null && request.member().user().id().equals(remove.userId());
        return onMessage(
                request,
                remove.channelId(),
                remove.messageId(),
                own ? Permission.VIEW_CHANNEL : Permission.MANAGE_MESSAGES,
                held -> remove(remove, held));
    }

    static Decision clear(Request request, Command.ClearReactions clear) {
        return onMessage(
                request,
                clear.channelId(),
                clear.messageId(),
                Permission.MANAGE_MESSAGES,
                held -> clear(clear, held));
    }

    private static Decision onMessage(
            Request request,
            ChannelId channelId,
            MessageId messageId,
            Permission needed,
            Function<HeldMessage, Decision> decide) {
        Channel channel = request.state().channel(channelId);
        if (channel == null) {
            return Decisions.reject(Reason.UNKNOWN_CHANNEL);
        }
        Rejection refusal = request.refusal(channel, needed);
        if (refusal != null) {
            return Decisions.reject(refusal);
        }
        return switch (request.state().messages.find(channelId, messageId)) {
            case MessageCache.Lookup.Found(HeldMessage held) -> decide.apply(held);
            case MessageCache.Lookup.Missing() -> Decisions.reject(Reason.UNKNOWN_MESSAGE);
            case MessageCache.Lookup.Unknown() -> new Decision.NeedsMessage(channelId, messageId);
        };
    }

    private static Decision add(Request request, Command.AddReaction add, HeldMessage held) {
        Member member = request.member();
        Channel channel = request.state().channel(add.channelId());
        if (member == null || channel == null) {
            return Decisions.reject(Reason.MISSING_ACCESS);
        }
        Emoji emoji = add.emoji();
        if (held.hasReaction(emoji, member.user().id())) {
            return Decisions.NOTHING_TO_DO;
        }
        if (!held.hasReaction(emoji)) {
            if (!EmojiRules.isKnown(emoji)) {
                return Decisions.reject(Reason.UNKNOWN_EMOJI);
            }
            if (!request.may(channel, Permission.ADD_REACTIONS)) {
                return Decisions.reject(Reason.MISSING_PERMISSIONS);
            }
            if (held.distinctReactions() >= MAX_DISTINCT) {
                return Decisions.reject(Reason.MAX_REACTIONS);
            }
        }
        return Decisions.accept(
                new Event.ReactionAdded(
                        add.channelId(),
                        add.messageId(),
                        held.message().author().id(),
                        member.user().id(),
                        member,
                        emoji));
    }

    private static Decision remove(Command.RemoveReaction remove, HeldMessage held) {
        if (!held.hasReaction(remove.emoji())) {
            return Decisions.reject(Reason.UNKNOWN_EMOJI);
        }
        return held.hasReaction(remove.emoji(), remove.userId())
                ? Decisions.accept(
                        new Event.ReactionRemoved(
                                remove.channelId(),
                                remove.messageId(),
                                remove.userId(),
                                remove.emoji()))
                : Decisions.NOTHING_TO_DO;
    }

    private static Decision clear(Command.ClearReactions clear, HeldMessage held) {
        Emoji emoji = clear.emoji();
        if (emoji != null && !held.hasReaction(emoji)) {
            return Decisions.reject(Reason.UNKNOWN_EMOJI);
        }
        return held.distinctReactions() == 0
                ? Decisions.NOTHING_TO_DO
                : Decisions.accept(
                        new Event.ReactionsCleared(clear.channelId(), clear.messageId(), emoji));
    }
}
