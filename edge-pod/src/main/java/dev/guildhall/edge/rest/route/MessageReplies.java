package dev.guildhall.edge.rest.route;

import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.json.JsonBody;
import dev.guildhall.common.json.MessageJson;
import dev.guildhall.edge.accounts.Identity;
import dev.guildhall.edge.rest.call.RestCall;

/// Messages as the caller may see them: a bot without the message content intent sees the content
/// of its own messages, of those that mention it, and of direct ones.
final class MessageReplies {

    private static final int GATEWAY_MESSAGE_CONTENT = 1 << 18;
    private static final int GATEWAY_MESSAGE_CONTENT_LIMITED = 1 << 19;

    private MessageReplies() {}

    static JsonBody body(RestCall call, GuildId guildId, Message message) {
        MessageJson.Context context = context(call, guildId, message);
        return json -> MessageJson.write(json, message, context);
    }

    static boolean isDirect(GuildId guildId, ChannelId channelId) {
        return guildId.value() == channelId.value();
    }

    private static MessageJson.Context context(RestCall call, GuildId guildId, Message message) {
        if (isDirect(guildId, message.channelId())) {
            return new MessageJson.Context(null, true);
        }
        boolean visible = seesAllContent(call.caller()) || concerns(message, call.callerId());
        return new MessageJson.Context(guildId, visible);
    }

    private static boolean seesAllContent(Identity caller) {
        int both = GATEWAY_MESSAGE_CONTENT | GATEWAY_MESSAGE_CONTENT_LIMITED;
        return caller.application().map(a -> (a.flags() & both) != 0).orElse(true);
    }

    private static boolean concerns(Message message, UserId userId) {
        return message.author().id().equals(userId)
                || message.mentions().stream().map(User::id).anyMatch(userId::equals);
    }
}
