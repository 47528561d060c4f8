package dev.guildhall.guild.store.cassandra.tables;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// What the projector knows of the index of message ids from one chunk of events to the next: each
/// channel's newest block, and which eras are announced. Bounded; what is forgotten is read again.
///
/// For the projector's thread.
final class IdIndex {

    private static final int MAX_CHANNELS = 2_048;
    private static final int MAX_ERAS = 8_192;

    private final CassandraSession session;
    private final TablesMetrics metrics;
    private final Map<Long, Top> tops = new BoundedMap<>(MAX_CHANNELS);
    private final Map<EraKey, Boolean> announced = new BoundedMap<>(MAX_ERAS);

    IdIndex(CassandraSession session, TablesMetrics metrics) {
        this.session = session;
        this.metrics = metrics;
    }

    record EraKey(long channelId, int era) {}

    /// The block that the channel's next message goes to.
    record Top(int era, IdBlock block) {}

    @Nullable IdBlock top(EraKey key) {
        Top top = tops.get(key.channelId());
        return top != null && top.era() == key.era() ? top.block() : null;
    }

    void keepTop(EraKey key, IdBlock block) {
        Top top = tops.get(key.channelId());
        if (top == null || top.era() <= key.era()) {
            tops.put(key.channelId(), new Top(key.era(), block));
        }
    }

    boolean isAnnounced(EraKey key) {
        return announced.containsKey(key);
    }

    void announced(EraKey key) {
        announced.put(key, true);
    }

    void dropped(EraKey key) {
        announced.remove(key);
        if (top(key) != null) {
            tops.remove(key.channelId());
        }
    }

    /// Forgets everything of the channel.
    void forget(long channelId) {
        tops.remove(channelId);
        announced.keySet().removeIf(key -> key.channelId() == channelId);
    }

    void forget() {
        tops.clear();
        announced.clear();
    }

    /// The era's last block; null when it has none.
    @Nullable IdBlock readTop(EraKey key) {
        metrics.blocksRead.increment();
        return block(
                session.read(
                                """
                                SELECT first_id, ids FROM message_ids WHERE channel_id = ? AND era = ?
                                ORDER BY first_id DESC LIMIT 1\
                                """,
                                key.channelId(),
                                key.era())
                        .one());
    }

    /// The block where `id` is, if it is anywhere; null when there is none.
    @Nullable IdBlock readFloor(EraKey key, long id) {
        return block(InFlight.await(askFloor(key, id)).one());
    }

    /// The same as `block` reads it, without waiting.
    CompletionStage<AsyncResultSet> askFloor(EraKey key, long id) {
        metrics.blocksRead.increment();
        return session.readAsync(
                """
                SELECT first_id, ids FROM message_ids
                WHERE channel_id = ? AND era = ? AND first_id <= ?
                ORDER BY first_id DESC LIMIT 1\
                """,
                key.channelId(),
                key.era(),
                id);
    }

    /// The first block whose name is above `id`; null when there is none.
    @Nullable IdBlock readAfter(EraKey key, long id) {
        metrics.blocksRead.increment();
        return block(
                session.read(
                                """
                                SELECT first_id, ids FROM message_ids
                                WHERE channel_id = ? AND era = ? AND first_id > ?
                                ORDER BY first_id ASC LIMIT 1\
                                """,
                                key.channelId(),
                                key.era(),
                                id)
                        .one());
    }

    /// The last event that the era includes; 0 when there was none.
    long readAsOf(EraKey key) {
        Row row =
                session.read(
                                "SELECT as_of FROM message_ids WHERE channel_id = ? AND era = ? LIMIT 1",
                                key.channelId(),
                                key.era())
                        .one();
        return row == null ? 0 : row.getLong("as_of");
    }

    /// A row with the era's own columns alone is none.
    static @Nullable IdBlock block(@Nullable Row row) {
        return row == null || row.isNull("first_id")
                ? null
                : IdBlock.of(row.getLong("first_id"), row.getByteBuffer("ids"));
    }
}
