package dev.guildhall.edge.relay;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.guild.VoiceState;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.edge.rpc.LinkFrame;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a relay knows of its guild: the shape (roles, channels), voice states, and the presences of
/// at most [#MAX_PRESENCES] users, which only serve to find out what changed while the stream was
/// broken. Members it does not hold; those of its own sessions are in their [Viewer].
///
/// The relay's thread only.
final class RelayState {

    static final int MAX_PRESENCES = 1_000;
    static final int MAX_VOICE_STATES = 10_000;

    private final Map<UserId, Presence> presences = new LinkedHashMap<>();
    private final Map<UserId, VoiceState> voiceStates = new LinkedHashMap<>();
    private GuildShape shape;
    private boolean allPresencesKnown;

    RelayState(LinkFrame.Attached attached) {
        shape = GuildShape.of(attached.guild(), attached.roles(), attached.channels());
        allPresencesKnown = attached.presences().size() < MAX_PRESENCES;
        attached.presences().forEach(this::remember);
        attached.voiceStates().forEach(this::remember);
    }

    GuildShape shape() {
        return shape;
    }

    @Nullable VoiceState voiceStateOf(UserId userId) {
        return voiceStates.get(userId);
    }

    /// Takes in a durable event and says what to send for it.
    List<Outgoing> apply(long seq, Event.Durable event) {
        GuildShape before = shape;
        shape = before.after(event);
        if (event instanceof Event.MemberLeft left) {
            presences.remove(left.user().id());
            voiceStates.remove(left.user().id());
        }
        return new EventDispatches(seq, before, shape).of(event);
    }

    /// Takes in a transient event and says what to send for it: nothing when it says what is known
    /// already.
    List<Outgoing> apply(long seq, Event.Transient event) {
        EventDispatches dispatches = new EventDispatches(seq, shape, shape);
        return switch (event) {
            case Event.TypingStarted e -> dispatches.typing(e);
            case Event.PresenceChanged e ->
                    remember(e.presence()) ? dispatches.presence(e) : List.of();
            case Event.VoiceStateChanged e -> {
                VoiceState old = voiceStates.get(e.voiceState().userId());
                ChannelId from = old == null ? null : old.channelId();
                yield remember(e.voiceState()) ? dispatches.voice(e, from) : List.of();
            }
        };
    }

    /// What the present of a new stream says that this state does not know yet, as the events that
    /// were missed. Those who are online here and not there are left to [#suspects].
    List<Event.Transient> differences(LinkFrame.Attached present) {
        List<Event.Transient> events = new ArrayList<>();
        for (Presence presence : present.presences()) {
            if (!presence.equals(presences.get(presence.userId()))) {
                events.add(new Event.PresenceChanged(presence));
            }
        }
        for (VoiceState voiceState : present.voiceStates()) {
            if (!voiceState.equals(voiceStates.get(voiceState.userId()))) {
                events.add(new Event.VoiceStateChanged(voiceState, null));
            }
        }
        return events;
    }

    /// Who is online or in voice here and not in `present`, with what was known. The guild may not
    /// have heard from their edge again yet, so this is a suspicion; see [#settle].
    Suspects suspects(LinkFrame.Attached present) {
        Map<UserId, Presence> online = new LinkedHashMap<>();
        if (allPresencesKnown && present.presences().size() < MAX_PRESENCES) {
            online.putAll(presences);
            present.presences().forEach(presence -> online.remove(presence.userId()));
        }
        Map<UserId, VoiceState> inVoice = new LinkedHashMap<>(voiceStates);
        present.voiceStates().forEach(state -> inVoice.remove(state.userId()));
        return new Suspects(online, inVoice, new HashSet<>());
    }

    /// The suspects of whom nothing was heard since, as having gone.
    List<Event.Transient> settle(Suspects suspects) {
        List<Event.Transient> events = new ArrayList<>();
        suspects.online()
                .forEach((userId, presence) -> {
                    boolean still = presence.equals(presences.get(userId));
                    if (still && !suspects.heardOf().contains(userId)) {
                        events.add(new Event.PresenceChanged(offline(presence)));
                    }
                });
        suspects.inVoice()
                .forEach((userId, state) -> {
                    boolean still = state.equals(voiceStates.get(userId));
                    if (still && !suspects.heardOf().contains(userId)) {
                        events.add(new Event.VoiceStateChanged(left(state), null));
                    }
                });
        return events;
    }

    /// Users who were there before a stream broke and whom the next one did not name; `heardOf`
    /// collects those who turned out to be there.
    record Suspects(
            Map<UserId, Presence> online, Map<UserId, VoiceState> inVoice, Set<UserId> heardOf) {

        void heard(Event.Transient event) {
            switch (event) {
                case Event.PresenceChanged e -> heardOf.add(e.presence().userId());
                case Event.VoiceStateChanged e -> heardOf.add(e.voiceState().userId());
                case Event.TypingStarted _ -> {}
            }
        }
    }

    /// The same session's voice state after leaving.
    static VoiceState left(VoiceState s) {
        return new VoiceState(
                s.userId(),
                s.sessionId(),
                null,
                s.selfMute(),
                s.selfDeaf(),
                s.selfVideo(),
                s.mute(),
                s.deaf(),
                s.suppress());
    }

    private static Presence offline(Presence presence) {
        return new Presence(
                presence.userId(), Presence.Status.OFFLINE, presence.platform(), List.of());
    }

    /// Whether it is news.
    private boolean remember(Presence presence) {
        UserId userId = presence.userId();
        boolean online =
                presence.status() != Presence.Status.OFFLINE
                        && presence.status() != Presence.Status.INVISIBLE;
        if (!online) {
            return presences.remove(userId) != null || !allPresencesKnown;
        }
        if (presences.size() >= MAX_PRESENCES && !presences.containsKey(userId)) {
            allPresencesKnown = false;
            return true;
        }
        return !presence.equals(presences.put(userId, presence));
    }

    /// Whether it is news. Beyond the bound states are passed on and not kept.
    private boolean remember(VoiceState state) {
        UserId userId = state.userId();
        if (state.channelId() == null) {
            return voiceStates.remove(userId) != null || voiceStates.size() >= MAX_VOICE_STATES;
        }
        if (voiceStates.size() >= MAX_VOICE_STATES && !voiceStates.containsKey(userId)) {
            return true;
        }
        return !state.equals(voiceStates.put(userId, state));
    }
}
