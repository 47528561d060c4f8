package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Rejection.Reason;
import dev.guildhall.common.permission.Permission;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Pins. A pin is followed by a notice in the channel, when somebody (not the system) made it.
final class PinDecider {

    static final int MAX_PINS = 250;

    private PinDecider() {}

    static Decision set(Request request, Command.SetMessagePinned set) {
        Channel channel = request.state().channel(set.channelId());
        if (channel == null) {
            return Decisions.reject(Reason.UNKNOWN_CHANNEL);
        }
        Rejection refusal = refusal(request.permissions(channel));
        if (refusal != null) {
            return Decisions.reject(refusal);
        }
        return switch (request.state().messages.find(set.channelId(), set.messageId())) {
            case MessageCache.Lookup.Found(HeldMessage found) ->
                    set(request, found.message(), set.pinned());
            case MessageCache.Lookup.Missing() -> Decisions.reject(Reason.UNKNOWN_MESSAGE);
            case MessageCache.Lookup.Unknown() ->
                    new Decision.NeedsMessage(set.channelId(), set.messageId());
        };
    }

    private static @Nullable Rejection refusal(long held) {
        Rejection refusal = Request.refusal(held, Permission.PIN_MESSAGES);
        return Permission.MANAGE_MESSAGES.in(held) ? null : refusal;
    }

    private static Decision set(Request request, Message message, boolean pinned) {
        if (Messages.isSystem(message)) {
            return Decisions.reject(Reason.CANNOT_ACT_ON_SYSTEM_MESSAGE);
        }
        if (message.pinned() == pinned) {
            return Decisions.NOTHING_TO_DO;
        }
        if (pinned && request.state().pins.count(message.channelId()) >= MAX_PINS) {
            return Decisions.reject(Reason.MAX_PINS);
        }
        Message changed = message.withPinned(pinned);
        List<Event> events = new ArrayList<>();
        events.add(new Event.MessagePinChanged(changed, pinned, request.nowMs()));
        if (pinned && request.member() != null) {
            events.add(Messages.pinned(request, message, request.member()));
        }
        return Decisions.accept(events);
    }
}
