package dev.guildhall.guild.core;

import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The messages that decisions need: those that were made, changed or loaded last, and which of
/// those asked for do not exist.
///
/// Bounded by messages and by reactors; the one that was longest untouched goes first. Reading does
/// not touch, so deciding changes nothing. Every event about a message goes through here, also when
/// the message is not held: so the cache can tell whether a load is older than a change that it no
/// longer holds (see `load`).
final class MessageCache {

    /// How many messages are held at most.
    static final int MAX_MESSAGES = 4_096;

    /// How many messages and reactors together; one message may pass it by itself.
    static final int MAX_WEIGHT = 200_000;

    /// A channel's message.
    private record Key(ChannelId channelId, MessageId messageId) {}

    /// `held` is null for a message that does not exist; `changedSeq` is the last event about it, 0
    /// when none was seen.
    private record Entry(@Nullable HeldMessage held, long changedSeq) {
        int weight() {
            return held == null ? 1 : held.weight();
        }
    }

    private final int maxMessages;
    private final int maxWeight;
    private final LinkedHashMap<Key, Entry> entries = new LinkedHashMap<>();
    private long weight;
    private long evictions;
    private long forgottenSeq;

    MessageCache(int maxMessages, int maxWeight) {
        this.maxMessages = maxMessages;
        this.maxWeight = maxWeight;
    }

    /// What is known of a message.
    sealed interface Lookup {
        record Found(HeldMessage held) implements Lookup {}

        record Missing() implements Lookup {}

        record Unknown() implements Lookup {}
    }

    Lookup find(ChannelId channelId, MessageId messageId) {
        Entry entry = entries.get(new Key(channelId, messageId));
        if (entry == null) {
            return new Lookup.Unknown();
        }
        return entry.held() == null ? new Lookup.Missing() : new Lookup.Found(entry.held());
    }

    /// Takes what a read found (null: nothing) that saw at least all events up to `asOfSeq`. What
    /// is held already is newer and stays. False: events after `asOfSeq` may have changed the
    /// message and were forgotten since, so that it has to be read again.
    boolean load(
            ChannelId channelId,
            MessageId messageId,
            @Nullable LoadedMessage loaded,
            long asOfSeq) {
        Key key = new Key(channelId, messageId);
        if (entries.containsKey(key)) {
            return true;
        }
        if (asOfSeq < forgottenSeq) {
            return false;
        }
        put(key, new Entry(loaded == null ? null : HeldMessage.of(loaded), 0));
        return true;
    }

    /// Events up to `seq` happened that the cache did not see: older reads are not taken.
    void missedUpTo(long seq) {
        forgottenSeq = Math.max(forgottenSeq, seq);
    }

    void created(ChannelId channelId, MessageId messageId, HeldMessage held, long seq) {
        put(new Key(channelId, messageId), new Entry(held, seq));
    }

    void deleted(ChannelId channelId, MessageId messageId, long seq) {
        put(new Key(channelId, messageId), new Entry(null, seq));
    }

    /// Changes the message if it is held. If it is not, as in a replay, a read finds the change.
    void changed(ChannelId channelId, MessageId messageId, Consumer<HeldMessage> change, long seq) {
        Key key = new Key(channelId, messageId);
        Entry entry = entries.get(key);
        if (entry == null || entry.held() == null) {
            forgottenSeq = entry == null ? seq : forgottenSeq;
            return;
        }
        weight -= entry.weight();
        entries.remove(key);
        change.accept(entry.held());
        put(key, new Entry(entry.held(), seq));
    }

    int size() {
        return entries.size();
    }

    long evictions() {
        return evictions;
    }

    private void put(Key key, Entry entry) {
        Entry previous = entries.remove(key);
        weight += entry.weight() - (previous == null ? 0 : previous.weight());
        entries.put(key, entry);
        Iterator<Map.Entry<Key, Entry>> eldest = entries.entrySet().iterator();
        while (entries.size() > 1 && (entries.size() > maxMessages || weight > maxWeight)) {
            Entry gone = eldest.next().getValue();
            eldest.remove();
            weight -= gone.weight();
            forgottenSeq = Math.max(forgottenSeq, gone.changedSeq());
            evictions++;
        }
    }
}
