package dev.guildhall.edge.rest.form;

import dev.guildhall.common.guild.Command.CreateMessage;
import dev.guildhall.common.guild.Command.EditMessage;
import dev.guildhall.common.guild.Embed;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message to send or edit. Source:
/// <https://discord.com/developers/docs/resources/message#create-message>
public final class MessageForm {

    private static final int MAX_CONTENT = 2000;
    private static final int MAX_NONCE = 25;

    /// The flags that a sender may set: SUPPRESS_EMBEDS and SUPPRESS_NOTIFICATIONS. Others are left
    /// out, as Discord does.
    private static final int SETTABLE_FLAGS = (1 << 2) | (1 << 12);

    private static final List<String> UNSUPPORTED =
            List.of("attachments", "components", "poll", "sticker_ids", "shared_client_theme");

    private MessageForm() {}

    /// Reads a message for `channelId`. The form's errors say whether it can be sent.
    public static CreateMessage create(Form form, ChannelId channelId) {
        UNSUPPORTED.forEach(name -> FormErrors.unsupported(form, name));
        String content = form.text("content", 0, MAX_CONTENT);
        List<Embed> embeds = EmbedForm.read(form, "embeds");
        Form reference = form.object("message_reference");
        return new CreateMessage(
                channelId,
                content == null ? "" : content.strip(),
                embeds,
                form.flag("tts", false),
                flags(form.integer("flags", 0, Integer.MAX_VALUE)),
                form.text("nonce", 0, MAX_NONCE),
                form.flag("enforce_nonce", false),
                reference == null ? null : replyTo(reference, channelId),
                reference == null || reference.flag("fail_if_not_exists", true),
                MentionsForm.read(form, "allowed_mentions"));
    }

    /// Reads an edit: what is absent stays, null empties.
    public static EditMessage edit(Form form, ChannelId channelId, MessageId messageId) {
        UNSUPPORTED.forEach(name -> FormErrors.unsupported(form, name));
        String content = form.text("content", 0, MAX_CONTENT);
        MentionsForm.read(form, "allowed_mentions");
        Integer flags = form.integer("flags", 0, Integer.MAX_VALUE);
        return new EditMessage(
                channelId,
                messageId,
                form.has("content") ? (content == null ? "" : content.strip()) : null,
                form.has("embeds") ? EmbedForm.read(form, "embeds") : null,
                flags == null ? null : Integer.valueOf(flags(flags)));
    }

    private static int flags(@Nullable Integer flags) {
        return flags == null ? 0 : flags & SETTABLE_FLAGS;
    }

    private static @Nullable MessageId replyTo(Form reference, ChannelId channelId) {
        Long channel = reference.snowflake("channel_id");
        if (reference.integer("type", 0, 1, 0) != 0) {
            reference.reject("type", "UNSUPPORTED", "This server cannot forward messages yet.");
        } else if (channel != null && channel != channelId.value()) {
            reference.reject(
                    "channel_id",
                    "REPLIES_CANNOT_REFERENCE_OTHER_CHANNEL",
                    "Cannot reply to a message in a different channel");
        }
        return new MessageId(reference.requiredSnowflake("message_id"));
    }
}
