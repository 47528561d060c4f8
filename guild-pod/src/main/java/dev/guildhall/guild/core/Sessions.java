package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.ChannelType;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.VoiceState;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.common.permission.Permission;
import dev.guildhall.common.permission.Permissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gateway sessions come, change and go. Each method changes the state at once and returns what
/// others have to be told of it: those events are applied already, and none is durable.
public final class Sessions {

    private Sessions() {}

    /// A session comes, or says again what it is. Empty when its user is not a member; such a
    /// session must not stay.
    public static Optional<List<Event>> open(GuildState state, SessionOpening opening, long nowMs) {
        UserId userId = opening.userId();
        Member member = state.member(userId);
        if (member == null) {
            return Optional.empty();
        }
        state.sessions.put(opening.sessionId(), userId, opening.presence());
        List<Event> events = new ArrayList<>();
        presenceChange(state, userId).ifPresent(events::add);
        if (state.voice.find(userId) == null) {
            rejoined(state, opening, member, nowMs).ifPresent(events::add);
        }
        events.forEach(state::apply);
        return Optional.of(events);
    }

    /// A session says a new presence. Nothing happens when it is not known.
    public static List<Event> update(GuildState state, SessionId sessionId, Presence presence) {
        UserId userId = state.sessions.userOf(sessionId);
        if (userId == null) {
            return List.of();
        }
        state.sessions.put(sessionId, userId, presence);
        List<Event> events = presenceChange(state, userId).stream().toList();
        events.forEach(state::apply);
        return events;
    }

    /// A session goes, and with it its voice state. Nothing happens when it is not known.
    public static List<Event> close(GuildState state, SessionId sessionId) {
        UserId userId = state.sessions.userOf(sessionId);
        if (userId == null) {
            return List.of();
        }
        state.sessions.remove(sessionId);
        List<Event> events = new ArrayList<>();
        VoiceState voiceState = state.voice.find(userId);
        if (voiceState != null && voiceState.sessionId().equals(sessionId)) {
            events.add(leftVoice(voiceState, state.member(userId)));
        }
        presenceChange(state, userId).ifPresent(events::add);
        events.forEach(state::apply);
        return events;
    }

    /// What the others are told when the user's sessions no longer count: before they leave.
    static List<Event> departure(GuildState state, Member member) {
        UserId userId = member.user().id();
        List<Event> events = new ArrayList<>();
        VoiceState voiceState = state.voice.find(userId);
        if (voiceState != null) {
            events.add(leftVoice(voiceState, member));
        }
        if (state.sessions.visible(userId) != null) {
            events.add(
                    new Event.PresenceChanged(
                            new Presence(
                                    userId,
                                    Presence.Status.OFFLINE,
                                    Presence.Platform.WEB,
                                    List.of())));
        }
        return events;
    }

    static Event.VoiceStateChanged leftVoice(VoiceState was, @Nullable Member member) {
        return new Event.VoiceStateChanged(
                new VoiceState(
                        was.userId(),
                        was.sessionId(),
                        null,
                        was.selfMute(),
                        was.selfDeaf(),
                        was.selfVideo(),
                        was.mute(),
                        was.deaf(),
                        false),
                member);
    }

    private static Optional<Event> presenceChange(GuildState state, UserId userId) {
        Presence now = state.sessions.aggregate(userId);
        Presence before = state.sessions.visible(userId);
        boolean same =
                before == null
                        ? now.status() == Presence.Status.OFFLINE
                        : Objects.equals(before, now);
        return same ? Optional.empty() : Optional.of(new Event.PresenceChanged(now));
    }

    /// The session says that it was in voice: it is again, if it may be there still.
    private static Optional<Event> rejoined(
            GuildState state, SessionOpening opening, Member member, long nowMs) {
        VoiceState was = opening.voiceState();
        if (was == null || was.channelId() == null) {
            return Optional.empty();
        }
        Channel channel = state.channel(was.channelId());
        if (channel == null || channel.type() != ChannelType.VOICE) {
            return Optional.empty();
        }
        long held = Permissions.inChannel(state.scope(), channel, member, nowMs);
        if (!Permission.CONNECT.in(held)) {
            return Optional.empty();
        }
        VoiceState own =
                new VoiceState(
                        opening.userId(),
                        opening.sessionId(),
                        channel.id(),
                        was.selfMute(),
                        was.selfDeaf(),
                        was.selfVideo(),
                        false,
                        false,
                        false);
        VoiceState again = VoiceStates.in(channel, member, own, held);
        return Optional.of(new Event.VoiceStateChanged(again, member));
    }
}
