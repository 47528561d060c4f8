package dev.guildhall.guild.core;

import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.Snowflake;
import dev.guildhall.common.id.UserId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which message an author's enforced nonce made in a channel, within the nonce window.
///
/// Bounded: above [#MAX_NONCES] the oldest is forgotten before its time, and counted.
///
/// A ring in the order of sending, in arrays of its fields: as an object for each, a busy guild's
/// nonces are what a garbage collection of its process takes longest for. Places of the same hash
/// are chained from the newest to the oldest, so the oldest of all is always the last of its chain.
final class NonceIndex {

    static final int MAX_NONCES = 200_000;

    private static final int FIRST_CAPACITY = 16;
    private static final int NONE = -1;

    private long[] channelIds = new long[FIRST_CAPACITY];
    private long[] authorIds = new long[FIRST_CAPACITY];
    private long[] messageIds = new long[FIRST_CAPACITY];
    private @Nullable String[] nonces = new @Nullable String[FIRST_CAPACITY];

    /// The next older place of the same hash.
    private int[] older = new int[FIRST_CAPACITY];

    /// The newest place of a hash.
    private int[] newest = filled(FIRST_CAPACITY);

    private int oldest;
    private int size;
    private long evictions;

    @Nullable MessageId find(ChannelId channelId, UserId authorId, String nonce, long nowMs) {
        int place = place(channelId.value(), authorId.value(), nonce);
        return place != NONE && isRecent(messageIds[place], nowMs)
                ? new MessageId(messageIds[place])
                : null;
    }

    void add(RecentNonce recent) {
        while (size > 0 && !isRecent(messageIds[oldest], recent.sentAtMs())) {
            forgetOldest();
        }
        if (size == MAX_NONCES) {
            forgetOldest();
            evictions++;
        }
        if (size == messageIds.length) {
            grow();
        }
        int place = (oldest + size) & (messageIds.length - 1);
        size++;
        channelIds[place] = recent.channelId().value();
        authorIds[place] = recent.authorId().value();
        messageIds[place] = recent.messageId().value();
        nonces[place] = recent.nonce();
        chain(place);
    }

    /// Those within the window before the newest, by growing message id.
    List<RecentNonce> snapshot() {
        List<RecentNonce> all = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            int place = (oldest + i) & (messageIds.length - 1);
            String nonce = nonce(place);
            if (place(channelIds[place], authorIds[place], nonce) == place) {
                all.add(
                        new RecentNonce(
                                new ChannelId(channelIds[place]),
                                new UserId(authorIds[place]),
                                nonce,
                                new MessageId(messageIds[place])));
            }
        }
        return List.copyOf(all);
    }

    int size() {
        return size;
    }

    long evictions() {
        return evictions;
    }

    /// The newest that has this key.
    private int place(long channelId, long authorId, String nonce) {
        int place = newest[hash(channelId, authorId, nonce)];
        while (place != NONE
                && !(channelIds[place] == channelId
                        && authorIds[place] == authorId
                        && nonce(place).equals(nonce))) {
            place = older[place];
        }
        return place;
    }

    private String nonce(int place) {
        String nonce = nonces[place];
        if (nonce == null) {
            throw new IllegalStateException("a place of the ring is empty");
        }
        return nonce;
    }

    private void chain(int place) {
        int hash = hash(channelIds[place], authorIds[place], nonce(place));
        older[place] = newest[hash];
        newest[hash] = place;
    }

    private void forgetOldest() {
        int hash = hash(channelIds[oldest], authorIds[oldest], nonce(oldest));
        int place = newest[hash];
        if (place == oldest) {
            newest[hash] = NONE;
        } else {
            while (older[place] != oldest) {
                place = older[place];
            }
            older[place] = NONE;
        }
        nonces[oldest] = null;
        oldest = (oldest + 1) & (messageIds.length - 1);
        size--;
    }

    private void grow() {
        int capacity = 2 * size;
        channelIds = unrolled(channelIds);
        authorIds = unrolled(authorIds);
        messageIds = unrolled(messageIds);
        @Nullable String[] strings = new @Nullable String[capacity];
        System.arraycopy(nonces, oldest, strings, 0, size - oldest);
        System.arraycopy(nonces, 0, strings, size - oldest, oldest);
        nonces = strings;
        oldest = 0;
        older = new int[capacity];
        newest = filled(capacity);
        for (int place = 0; place < size; place++) {
            chain(place);
        }
    }

    /// Twice as large, with the oldest first; `of` is full.
    private long[] unrolled(long[] of) {
        long[] unrolled = new long[2 * of.length];
        System.arraycopy(of, oldest, unrolled, 0, of.length - oldest);
        System.arraycopy(of, 0, unrolled, of.length - oldest, oldest);
        return unrolled;
    }

    private static int[] filled(int capacity) {
        int[] places = new int[capacity];
        Arrays.fill(places, NONE);
        return places;
    }

    private int hash(long channelId, long authorId, String nonce) {
        long mixed = (channelId * 31 + authorId) * 0x9E3779B97F4A7C15L + nonce.hashCode();
        mixed *= 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & (newest.length - 1);
    }

    private static boolean isRecent(long messageId, long nowMs) {
        return nowMs - Snowflake.unixMs(messageId) <= RecentNonce.WINDOW_MS;
    }
}
