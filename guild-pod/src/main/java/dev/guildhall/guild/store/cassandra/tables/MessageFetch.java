package dev.guildhall.guild.store.cassandra.tables;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.MessageReference;
import dev.guildhall.common.guild.MessageType;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.store.EventBytes;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Reads messages by their ids, whole: with the messages that they answer and their reactions, as
/// one reader sees them. Safe for many threads; blocks.
final class MessageFetch {

    /// A reader who reacted to nothing.
    static final UserId NOBODY = new UserId(0);

    private final CassandraSession session;
    private final EventBytes bytes;
    private final TablesMetrics metrics;

    MessageFetch(CassandraSession session, EventBytes bytes, TablesMetrics metrics) {
        this.session = session;
        this.bytes = bytes;
        this.metrics = metrics;
    }

    /// A partition of messages.
    private record Place(long channelId, int bucket) {}

    /// The messages that there are of `keys`, in the order of `keys`. Those with ids below
    /// `atLeast` are not there.
    List<Message> whole(List<MessageKey> keys, long atLeast, UserId reader) {
        Map<MessageKey, MessageRow> stored = new HashMap<>(stored(keys, atLeast));
        Set<MessageKey> answered = new LinkedHashSet<>();
        for (MessageRow each : stored.values()) {
            MessageKey key = answered(each.message());
            if (key != null && !stored.containsKey(key)) {
                answered.add(key);
            }
        }
        stored.putAll(stored(answered, atLeast));
        Map<MessageKey, Set<String>> mine = mine(stored.values(), reader);
        List<Message> messages = new ArrayList<>();
        for (MessageKey key : keys) {
            MessageRow each = stored.get(key);
            if (each != null) {
                MessageKey other = answered(each.message());
                messages.add(shown(each, other == null ? null : stored.get(other), mine));
            }
        }
        return messages;
    }

    private static @Nullable MessageKey answered(Message message) {
        MessageReference reference = message.reference();
        return message.type() == MessageType.REPLY && reference != null
                ? MessageKey.of(reference.channelId(), reference.messageId())
                : null;
    }

    private static Message shown(
            MessageRow stored, @Nullable MessageRow referenced, Map<MessageKey, Set<String>> mine) {
        Message other = referenced == null ? null : counted(referenced, mine).withoutReferenced();
        return counted(stored, mine).withReferenced(other);
    }

    private static Message counted(MessageRow stored, Map<MessageKey, Set<String>> mine) {
        return stored.message()
                .withReactions(stored.counts().shown(mine.getOrDefault(stored.key(), Set.of())));
    }

    /// The rows that there are, one query for each partition.
    Map<MessageKey, MessageRow> stored(Collection<MessageKey> keys, long atLeast) {
        Map<Place, List<Long>> places = new LinkedHashMap<>();
        for (MessageKey key : keys) {
            if (key.id() >= atLeast) {
                places.computeIfAbsent(
                                new Place(key.channelId(), key.bucket()), _ -> new ArrayList<>())
                        .add(key.id());
            }
        }
        Map<MessageKey, MessageRow> found = new ConcurrentHashMap<>();
        InFlight inFlight = new InFlight();
        places.forEach((place, ids) ->
                inFlight.start(() ->
                        read(place, ids)
                                .thenApply(rows -> {
                                    keep(place, rows, found);
                                    return rows;
                                })));
        inFlight.finish();
        return found;
    }

    private CompletionStage<AsyncResultSet> read(Place place, List<Long> ids) {
        metrics.pageQueries.increment();
        return session.readAsync(
                """
                SELECT message_id, body, reactions FROM messages
                WHERE channel_id = ? AND bucket = ? AND message_id IN ?\
                """,
                place.channelId(),
                place.bucket(),
                ids);
    }

    /// A row without a body is none: a reaction came to a message that was gone.
    private void keep(Place place, AsyncResultSet rows, Map<MessageKey, MessageRow> found) {
        for (Row row : rows.currentPage()) {
            metrics.pageRows.increment();
            byte[] body = SnapshotStore.array(row.getByteBuffer("body"));
            if (body.length > 0) {
                found.put(
                        new MessageKey(place.channelId(), row.getLong("message_id")),
                        new MessageRow(
                                bytes.message(body), Counts.of(row.getByteBuffer("reactions"))));
            }
        }
    }

    /// Which of the messages' emojis are the reader's own: one query for each that has any.
    private Map<MessageKey, Set<String>> mine(Collection<MessageRow> messages, UserId reader) {
        Map<MessageKey, Set<String>> mine = new ConcurrentHashMap<>();
        InFlight inFlight = new InFlight();
        for (MessageRow each : messages) {
            List<String> emojis = each.counts().emojis();
            if (!emojis.isEmpty() && !reader.equals(NOBODY)) {
                inFlight.start(() ->
                        mine(each.key(), emojis, reader)
                                .thenApply(rows -> {
                                    Set<String> own = new LinkedHashSet<>();
                                    rows.currentPage()
                                            .forEach(row -> own.add(row.getString("emoji")));
                                    mine.put(each.key(), own);
                                    return rows;
                                }));
            }
        }
        inFlight.finish();
        return mine;
    }

    private CompletionStage<AsyncResultSet> mine(
            MessageKey message, List<String> emojis, UserId reader) {
        metrics.pageQueries.increment();
        return session.readAsync(
                """
                SELECT emoji FROM reactions
                WHERE channel_id = ? AND bucket = ? AND message_id = ? AND emoji IN ?
                  AND user_id = ?\
                """,
                message.channelId(),
                message.bucket(),
                message.id(),
                emojis,
                reader.value());
    }
}
