package dev.guildhall.guild.core;

import dev.guildhall.common.guild.VoiceState;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.UserId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Who is in voice, and where; always in the order of user ids.
final class VoiceTable {

    private final Map<UserId, VoiceState> byUser = new TreeMap<>();
    private final Map<ChannelId, Set<UserId>> byChannel = new HashMap<>();

    /// Takes the state; one without a channel is a departure.
    void set(VoiceState state) {
        remove(state.userId());
        ChannelId channelId = state.channelId();
        if (channelId != null) {
            byUser.put(state.userId(), state);
            byChannel.computeIfAbsent(channelId, _ -> new TreeSet<>()).add(state.userId());
        }
    }

    void remove(UserId userId) {
        VoiceState previous = byUser.remove(userId);
        if (previous == null || previous.channelId() == null) {
            return;
        }
        Set<UserId> users = byChannel.get(previous.channelId());
        if (users != null && users.remove(userId) && users.isEmpty()) {
            byChannel.remove(previous.channelId());
        }
    }

    @Nullable VoiceState find(UserId userId) {
        return byUser.get(userId);
    }

    int count(ChannelId channelId) {
        return byChannel.getOrDefault(channelId, Set.of()).size();
    }

    List<UserId> usersIn(ChannelId channelId) {
        return List.copyOf(byChannel.getOrDefault(channelId, Set.of()));
    }

    Collection<VoiceState> all() {
        return Collections.unmodifiableCollection(byUser.values());
    }
}
