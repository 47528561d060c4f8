package dev.guildhall.guild.core;

import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.Snowflake;
import dev.guildhall.common.id.UserId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which message an author's enforced nonce made in a channel, within the nonce window.
///
/// Bounded: above [#MAX_NONCES] the oldest is forgotten before its time, and counted.
final class NonceIndex {

    static final int MAX_NONCES = 200_000;

    private record Key(ChannelId channelId, UserId authorId, String nonce) {}

    /// In the order of sending, so that the oldest come first.
    private final LinkedHashMap<Key, MessageId> byKey = new LinkedHashMap<>();

    private long evictions;

    @Nullable MessageId find(ChannelId channelId, UserId authorId, String nonce, long nowMs) {
        MessageId messageId = byKey.get(new Key(channelId, authorId, nonce));
        return messageId != null && isRecent(messageId, nowMs) ? messageId : null;
    }

    void add(RecentNonce recent) {
        Key key = new Key(recent.channelId(), recent.authorId(), recent.nonce());
        byKey.remove(key);
        byKey.put(key, recent.messageId());
        Iterator<MessageId> oldest = byKey.values().iterator();
        while (oldest.hasNext() && !isRecent(oldest.next(), recent.sentAtMs())) {
            oldest.remove();
        }
        if (byKey.size() > MAX_NONCES) {
            byKey.pollFirstEntry();
            evictions++;
        }
    }

    /// Those within the window before the newest, by growing message id.
    List<RecentNonce> snapshot() {
        List<RecentNonce> all = new ArrayList<>(byKey.size());
        for (Map.Entry<Key, MessageId> entry : byKey.entrySet()) {
            Key key = entry.getKey();
            all.add(
                    new RecentNonce(
                            key.channelId(), key.authorId(), key.nonce(), entry.getValue()));
        }
        return List.copyOf(all);
    }

    int size() {
        return byKey.size();
    }

    long evictions() {
        return evictions;
    }

    private static boolean isRecent(MessageId messageId, long nowMs) {
        return nowMs - Snowflake.unixMs(messageId.value()) <= RecentNonce.WINDOW_MS;
    }
}
