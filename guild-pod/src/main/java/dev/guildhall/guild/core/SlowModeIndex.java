package dev.guildhall.guild.core;

import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.UserId;
import java.util.LinkedHashMap;

/// When each user last sent to each channel with slow mode.
///
/// Not in the snapshot: after a restart of the guild everybody may send once at once. Bounded:
/// above [#MAX_ENTRIES] the one who waited longest is forgotten, and counted.
final class SlowModeIndex {

    static final int MAX_ENTRIES = 50_000;

    private record Key(ChannelId channelId, UserId userId) {}

    private final LinkedHashMap<Key, Long> lastSentAtMs = new LinkedHashMap<>();
    private long evictions;

    void sent(ChannelId channelId, UserId userId, long atMs) {
        Key key = new Key(channelId, userId);
        lastSentAtMs.remove(key);
        lastSentAtMs.put(key, atMs);
        if (lastSentAtMs.size() > MAX_ENTRIES) {
            lastSentAtMs.pollFirstEntry();
            evictions++;
        }
    }

    /// How long the user still has to wait; 0 or less when they may send.
    long waitMs(ChannelId channelId, UserId userId, int slowModeSeconds, long nowMs) {
        Long last = lastSentAtMs.get(new Key(channelId, userId));
        return last == null ? 0 : last + slowModeSeconds * 1_000L - nowMs;
    }

    int size() {
        return lastSentAtMs.size();
    }

    long evictions() {
        return evictions;
    }
}
