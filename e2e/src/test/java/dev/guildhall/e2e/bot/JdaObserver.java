package dev.guildhall.e2e.bot;

import static dev.guildhall.e2e.bot.JdaBot.seen;

import java.util.LinkedHashMap;
import java.util.Map;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.events.ExceptionEvent;
import net.dv8tion.jda.api.events.guild.voice.GuildVoiceUpdateEvent;
import net.dv8tion.jda.api.events.message.MessageDeleteEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.message.MessageUpdateEvent;
import net.dv8tion.jda.api.events.message.react.GenericMessageReactionEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionAddEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionRemoveEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.events.user.UserTypingEvent;
import net.dv8tion.jda.api.events.user.update.UserUpdateActivitiesEvent;
import net.dv8tion.jda.api.events.user.update.UserUpdateOnlineStatusEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import org.jspecify.annotations.Nullable;

/// Tells the test what JDA's events say.
final class JdaObserver extends ListenerAdapter {

    static Map<String, ?> describe(Message message) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("id", message.getId());
        facts.put("channel", message.getChannelId());
        facts.put("author", message.getAuthor().getId());
        facts.put("content", message.getContentRaw());
        var reference = message.getMessageReference();
        facts.put("reference", reference == null ? null : reference.getMessageId());
        return facts;
    }

    @Override
    public void onMessageReceived(MessageReceivedEvent event) {
        tell("message", event.getMessage());
    }

    @Override
    public void onMessageUpdate(MessageUpdateEvent event) {
        tell("edited", event.getMessage());
    }

    @Override
    public void onMessageDelete(MessageDeleteEvent event) {
        seen("deleted", "id", event.getMessageId(), "channel", event.getChannel().getId());
    }

    @Override
    public void onMessageReactionAdd(MessageReactionAddEvent event) {
        tell("reacted", event);
    }

    @Override
    public void onMessageReactionRemove(MessageReactionRemoveEvent event) {
        tell("unreacted", event);
    }

    @Override
    public void onUserTyping(UserTypingEvent event) {
        seen("typing", "channel", event.getChannel().getId(), "user", event.getUser().getId());
    }

    @Override
    public void onUserUpdateOnlineStatus(UserUpdateOnlineStatusEvent event) {
        tell(event.getMember());
    }

    @Override
    public void onUserUpdateActivities(UserUpdateActivitiesEvent event) {
        tell(event.getMember());
    }

    @Override
    public void onGuildVoiceUpdate(GuildVoiceUpdateEvent event) {
        var joined = event.getChannelJoined();
        String channel = joined == null ? null : joined.getId();
        seen("voice", "user", event.getMember().getId(), "channel", channel);
    }

    @Override
    public void onReady(ReadyEvent event) {
        seen("identified");
    }

    @Override
    public void onSessionRecreate(SessionRecreateEvent event) {
        seen("identified");
    }

    @Override
    public void onSessionResume(SessionResumeEvent event) {
        seen("resumed");
    }

    @Override
    public void onSessionDisconnect(SessionDisconnectEvent event) {
        seen("disconnected");
    }

    @Override
    public void onException(ExceptionEvent event) {
        seen("error", "event", "exception", "error", event.getCause().toString());
    }

    private static void tell(String what, Message message) {
        var line = new LinkedHashMap<String, Object>();
        line.put("seen", what);
        line.putAll(describe(message));
        JdaBot.tell(line);
    }

    private static void tell(String what, GenericMessageReactionEvent event) {
        seen(
                what,
                "message",
                event.getMessageId(),
                "user",
                event.getUserId(),
                "emoji",
                event.getEmoji().getName());
    }

    /// JDA tells status and activities in events of their own, each with the whole of the new state
    /// in the member at the latest at the second.
    private static void tell(@Nullable Member member) {
        if (member != null) {
            var activities = member.getActivities();
            seen(
                    "presence",
                    "user",
                    member.getId(),
                    "status",
                    member.getOnlineStatus().getKey(),
                    "activity",
                    activities.isEmpty() ? null : activities.getFirst().getName());
        }
    }
}
