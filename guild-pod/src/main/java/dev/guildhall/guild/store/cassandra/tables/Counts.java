package dev.guildhall.guild.store.cassandra.tables;

import dev.guildhall.common.guild.Reaction;
import dev.guildhall.guild.store.EmojiKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How many reacted to a message with each emoji. For one thread.
///
/// Stored as: the number of emojis, then for each its key, its count and the seq of its first use.
final class Counts {

    /// `firstSeq` orders the emojis: that of the event that brought it.
    private record Count(int count, long firstSeq) {}

    private final Map<String, Count> byEmoji = new HashMap<>();

    Counts copy() {
        Counts copy = new Counts();
        copy.byEmoji.putAll(byEmoji);
        return copy;
    }

    void added(String emoji, long seq) {
        byEmoji.merge(
                emoji,
                new Count(1, seq),
                (before, _) -> new Count(before.count + 1, before.firstSeq));
    }

    void removed(String emoji) {
        byEmoji.computeIfPresent(
                emoji,
                (_, before) ->
                        before.count == 1 ? null : new Count(before.count - 1, before.firstSeq));
    }

    void cleared() {
        byEmoji.clear();
    }

    void cleared(String emoji) {
        byEmoji.remove(emoji);
    }

    /// The emojis' keys in the order of their first use.
    List<String> emojis() {
        return byEmoji.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> entry.getValue().firstSeq))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Reactions with all emojis.
    long total() {
        return byEmoji.values().stream().mapToLong(Count::count).sum();
    }

    /// As a reader sees them; `mine` are the emojis that are the reader's own.
    List<Reaction> shown(Set<String> mine) {
        return emojis().stream()
                .map(emoji ->
                        new Reaction(
                                EmojiKey.parse(emoji),
                                byEmoji.getOrDefault(emoji, new Count(0, 0)).count,
                                mine.contains(emoji)))
                .toList();
    }

    ByteBuffer bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.writeInt(byEmoji.size());
            for (String emoji : emojis()) {
                Count count = byEmoji.getOrDefault(emoji, new Count(0, 0));
                out.writeUTF(emoji);
                out.writeInt(count.count);
                out.writeLong(count.firstSeq);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory cannot fail
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    /// `IllegalArgumentException` when the bytes are none. Null: nobody reacted.
    static Counts of(@Nullable ByteBuffer buffer) {
        Counts counts = new Counts();
        if (buffer == null || !buffer.hasRemaining()) {
            return counts;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            for (int left = in.readInt(); left > 0; left--) {
                counts.byEmoji.put(in.readUTF(), new Count(in.readInt(), in.readLong()));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("no counts of reactions", e);
        }
        return counts;
    }
}
