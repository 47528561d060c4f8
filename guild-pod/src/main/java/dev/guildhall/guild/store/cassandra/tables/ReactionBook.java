package dev.guildhall.guild.store.cassandra.tables;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.guildhall.common.guild.Event;
import dev.guildhall.guild.store.EmojiKey;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What the projector knows of reactions: the counts of the messages that were reacted to last, and
/// for one chunk of events who had reacted before. Bounded; what is forgotten is read again.
///
/// For the projector's thread.
final class ReactionBook {

    /// The emoji of the row that holds a message's counts.
    static final String HEADER = "";

    private static final int MAX_MESSAGES = 8_192;

    private final CassandraSession session;
    private final Map<MessageKey, Header> headers = new BoundedMap<>(MAX_MESSAGES);

    ReactionBook(CassandraSession session) {
        this.session = session;
    }

    /// A message's counts, which include all events up to `asOf`.
    record Header(Counts counts, long asOf) {

        static final Header NONE = new Header(new Counts(), 0);
    }

    /// A user's reaction with one emoji.
    record Use(MessageKey message, String emoji, long userId) {}

    /// What is stored about a chunk's reactions; each map has all keys that the chunk asks for.
    record Known(Map<MessageKey, Header> headers, Map<Use, Boolean> uses) {}

    /// Reads what the chunk's events need. Who reacted comes first: when somebody else projects the
    /// same meanwhile, the counts are as new or newer, and say up to where.
    Known read(List<LogEntry> chunk) {
        Map<Use, Boolean> uses = new ConcurrentHashMap<>();
        InFlight asked = new InFlight();
        for (LogEntry entry : chunk) {
            Use use = use(entry.event());
            if (use != null && uses.putIfAbsent(use, false) == null) {
                asked.start(() -> readUse(use, uses));
            }
        }
        asked.finish();
        return new Known(readHeaders(chunk), uses);
    }

    private Map<MessageKey, Header> readHeaders(List<LogEntry> chunk) {
        Map<MessageKey, Header> found = new ConcurrentHashMap<>();
        InFlight asked = new InFlight();
        for (LogEntry entry : chunk) {
            MessageKey message = message(entry.event());
            if (message != null && !found.containsKey(message)) {
                Header held = headers.get(message);
                found.put(message, held == null ? Header.NONE : held);
                if (held == null) {
                    asked.start(() -> readHeader(message, found));
                }
            }
        }
        asked.finish();
        return found;
    }

    private CompletionStage<AsyncResultSet> readHeader(
            MessageKey message, Map<MessageKey, Header> found) {
        return row(new Use(message, HEADER, 0))
                .thenApply(rows -> {
                    Row row = rows.one();
                    if (row != null) {
                        Counts counts = Counts.of(row.getByteBuffer("counts"));
                        found.put(message, new Header(counts, row.getLong("seq")));
                    }
                    return rows;
                });
    }

    private CompletionStage<AsyncResultSet> readUse(Use use, Map<Use, Boolean> uses) {
        return row(use).thenApply(rows -> {
            uses.put(use, rows.one() != null);
            return rows;
        });
    }

    private CompletionStage<AsyncResultSet> row(Use use) {
        return session.readAsync(
                """
                SELECT seq, counts FROM reactions
                WHERE channel_id = ? AND bucket = ? AND message_id = ? AND emoji = ? AND user_id = ?\
                """,
                use.message().channelId(),
                use.message().bucket(),
                use.message().id(),
                use.emoji(),
                use.userId());
    }

    void keep(MessageKey message, Header header) {
        headers.put(message, header);
    }

    void forget(MessageKey message) {
        headers.remove(message);
    }

    void forget(long channelId) {
        headers.keySet().removeIf(message -> message.channelId() == channelId);
    }

    void forget() {
        headers.clear();
    }

    private static @Nullable MessageKey message(Event.Durable event) {
        return switch (event) {
            case Event.ReactionAdded e -> MessageKey.of(e.channelId(), e.messageId());
            case Event.ReactionRemoved e -> MessageKey.of(e.channelId(), e.messageId());
            case Event.ReactionsCleared e -> MessageKey.of(e.channelId(), e.messageId());
            case Event.Durable _ -> null;
        };
    }

    private static @Nullable Use use(Event.Durable event) {
        return switch (event) {
            case Event.ReactionAdded e ->
                    new Use(
                            MessageKey.of(e.channelId(), e.messageId()),
                            EmojiKey.of(e.emoji()),
                            e.userId().value());
            case Event.ReactionRemoved e ->
                    new Use(
                            MessageKey.of(e.channelId(), e.messageId()),
                            EmojiKey.of(e.emoji()),
                            e.userId().value());
            case Event.Durable _ -> null;
        };
    }
}
