package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Command.AllowedMentions;
import dev.guildhall.common.guild.Embed;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.permission.Permission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What holds for a message's fields, and for how often one may send.
final class MessageRules {

    private static final int MAX_CONTENT = 2_000;
    private static final int MAX_NONCE = 25;
    private static final int MAX_ALLOWED_MENTIONS = 100;

    private MessageRules() {}

    /// Why the message cannot be sent as it is by an author who holds `held`; null when it can.
    static @Nullable Rejection checkNew(Command.CreateMessage create, String content, long held) {
        FieldErrors errors = new FieldErrors();
        errors.maxLength("content", content, MAX_CONTENT);
        errors.maxLength("nonce", create.nonce(), MAX_NONCE);
        EmbedRules.check(create.embeds(), errors);
        if (create.allowedMentions() != null) {
            checkAllowedMentions(create.allowedMentions(), errors);
        }
        Rejection invalid = errors.rejection();
        if (invalid != null) {
            return invalid;
        }
        if (create.tts() && !Permission.SEND_TTS_MESSAGES.in(held)) {
            return Rejection.of(Reason.MISSING_PERMISSIONS);
        }
        return checkBody(content, create.embeds(), held);
    }

    /// The same for the content and embeds that an edit leaves.
    static @Nullable Rejection checkEdited(String content, List<Embed> embeds, long held) {
        FieldErrors errors = new FieldErrors();
        errors.maxLength("content", content, MAX_CONTENT);
        EmbedRules.check(embeds, errors);
        Rejection invalid = errors.rejection();
        return invalid != null ? invalid : checkBody(content, embeds, held);
    }

    /// Slow mode: null when the author may send now. Moderators are not slowed.
    static @Nullable Rejection checkSlowMode(
            Request request, Channel channel, Member author, long held) {
        boolean free =
                channel.slowModeSeconds() == 0
                        || Permission.BYPASS_SLOWMODE.in(held)
                        || Permission.MANAGE_MESSAGES.in(held)
                        || Permission.MANAGE_CHANNELS.in(held);
        if (free) {
            return null;
        }
        long waitMs =
                request.state()
                        .slowModes
                        .waitMs(
                                channel.id(),
                                author.user().id(),
                                channel.slowModeSeconds(),
                                request.nowMs());
        return waitMs > 0 ? Rejection.retryable(Reason.SLOWMODE, waitMs) : null;
    }

    private static @Nullable Rejection checkBody(String content, List<Embed> embeds, long held) {
        if (content.isEmpty() && embeds.isEmpty()) {
            return Rejection.of(Reason.CANNOT_SEND_EMPTY_MESSAGE);
        }
        return !embeds.isEmpty() && !Permission.EMBED_LINKS.in(held)
                ? Rejection.of(Reason.MISSING_PERMISSIONS)
                : null;
    }

    private static void checkAllowedMentions(AllowedMentions allowed, FieldErrors errors) {
        errors.maxItems("allowed_mentions.users", allowed.users().size(), MAX_ALLOWED_MENTIONS);
        errors.maxItems("allowed_mentions.roles", allowed.roles().size(), MAX_ALLOWED_MENTIONS);
        boolean both =
                (allowed.parseUsers() && !allowed.users().isEmpty())
                        || (allowed.parseRoles() && !allowed.roles().isEmpty());
        if (both) {
            errors.add(
                    "allowed_mentions",
                    "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                    "A type in parse and a list of its ids are mutually exclusive.");
        }
    }
}
