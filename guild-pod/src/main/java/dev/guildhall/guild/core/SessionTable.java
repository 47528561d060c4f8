package dev.guildhall.guild.core;

import dev.guildhall.common.guild.Presence;
import dev.guildhall.common.id.SessionId;
import dev.guildhall.common.id.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The gateway sessions in the guild, and the presences that others see.
///
/// A session's presence is what it said; a user's is made of all their sessions' by [#aggregate].
/// Sessions are bounded by the edges, which hold a bounded number each.
final class SessionTable {

    private final Map<SessionId, UserId> users = new HashMap<>();
    private final Map<UserId, LinkedHashMap<SessionId, Presence>> byUser = new HashMap<>();

    /// The users who are seen online. Those who are not in it are offline.
    private final Map<UserId, Presence> visible = new LinkedHashMap<>();

    void put(SessionId sessionId, UserId userId, Presence presence) {
        if (!userId.equals(users.get(sessionId))) {
            remove(sessionId);
        }
        users.put(sessionId, userId);
        LinkedHashMap<SessionId, Presence> sessions =
                byUser.computeIfAbsent(userId, _ -> new LinkedHashMap<>());
        sessions.remove(sessionId);
        sessions.put(
                sessionId,
                new Presence(
                        userId, presence.status(), presence.platform(), presence.activities()));
    }

    void remove(SessionId sessionId) {
        UserId userId = users.remove(sessionId);
        if (userId == null) {
            return;
        }
        Map<SessionId, Presence> sessions = byUser.get(userId);
        if (sessions != null && sessions.remove(sessionId) != null && sessions.isEmpty()) {
            byUser.remove(userId);
        }
    }

    void removeUser(UserId userId) {
        Map<SessionId, Presence> sessions = byUser.remove(userId);
        if (sessions != null) {
            users.keySet().removeAll(sessions.keySet());
        }
        visible.remove(userId);
    }

    @Nullable UserId userOf(SessionId sessionId) {
        return users.get(sessionId);
    }

    /// Takes what others now see of a user.
    void show(Presence presence) {
        if (presence.status() == Presence.Status.OFFLINE) {
            visible.remove(presence.userId());
        } else {
            visible.put(presence.userId(), presence);
        }
    }

    /// What others see of the user right now; null when offline.
    @Nullable Presence visible(UserId userId) {
        return visible.get(userId);
    }

    Collection<Presence> visible() {
        return Collections.unmodifiableCollection(visible.values());
    }

    /// What others should see of a user, from all sessions: the most available status wins (online,
    /// idle, dnd), of equal ones the newest session's; who is invisible everywhere is offline.
    Presence aggregate(UserId userId) {
        Presence best =
                new Presence(userId, Presence.Status.OFFLINE, Presence.Platform.WEB, List.of());
        for (Presence presence : byUser.getOrDefault(userId, new LinkedHashMap<>()).values()) {
            if (presence.status() != Presence.Status.INVISIBLE
                    && presence.status().compareTo(best.status()) <= 0) {
                best = presence;
            }
        }
        return best.status() == Presence.Status.OFFLINE
                ? new Presence(userId, Presence.Status.OFFLINE, best.platform(), List.of())
                : best;
    }

    int size() {
        return users.size();
    }

    /// All sessions as they would open again, each user's in the order of their last word.
    List<SessionOpening> openings(VoiceTable voice) {
        List<SessionOpening> all = new ArrayList<>(users.size());
        byUser.forEach((userId, sessions) -> {
            var state = voice.find(userId);
            sessions.forEach((id, presence) ->
                    all.add(
                            new SessionOpening(
                                    id,
                                    userId,
                                    presence,
                                    state != null && state.sessionId().equals(id) ? state : null)));
        });
        return all;
    }
}
