package dev.guildhall.guild.store.cassandra.tables;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/// All ids of a channel's messages, growing, read while messages come and go: those that are there
/// from its begin to its end are given, each once. For one thread.
///
/// Blocks are read one after the other: one that is split meanwhile comes twice, never not at all.
final class IdScan {

    /// Blocks of ids in one page of the driver.
    private static final int BLOCKS = 64;

    private final CassandraSession session;
    private final long channelId;
    private final Deque<Integer> eras = new ArrayDeque<>();
    private Iterator<Row> blocks = Collections.emptyIterator();
    private final Deque<Long> ids = new ArrayDeque<>();
    private long last;

    /// Gives ids above `after`.
    IdScan(CassandraSession session, long channelId, long after) {
        this.session = session;
        this.channelId = channelId;
        this.last = after;
        List<Integer> all = new ArrayList<>();
        session.read("SELECT era FROM message_eras WHERE channel_id = ?", channelId)
                .forEach(row -> all.add(row.getInt("era")));
        all.stream().filter(era -> era >= Bucket.era(after)).sorted().forEach(eras::add);
    }

    /// At most `limit`; none at the end.
    List<Long> next(int limit) {
        List<Long> page = new ArrayList<>();
        while (page.size() < limit && (!ids.isEmpty() || advance())) {
            Long id = ids.poll();
            if (id != null && id > last) {
                last = id;
                page.add(id);
            }
        }
        return page;
    }

    /// Takes the next block; false when there is none.
    private boolean advance() {
        while (!blocks.hasNext()) {
            Integer era = eras.poll();
            if (era == null) {
                return false;
            }
            blocks = blocks(era);
        }
        Row row = blocks.next();
        if (!row.isNull("first_id")) {
            for (long id : IdBlock.of(row.getLong("first_id"), row.getByteBuffer("ids")).ids()) {
                ids.add(id);
            }
        }
        return true;
    }

    /// Those of the era from the one on that may have the id after the last.
    private Iterator<Row> blocks(int era) {
        Row floor =
                session.read(
                                """
                                SELECT first_id FROM message_ids
                                WHERE channel_id = ? AND era = ? AND first_id <= ?
                                ORDER BY first_id DESC LIMIT 1\
                                """,
                                channelId,
                                era,
                                last)
                        .one();
        long from = floor == null || floor.isNull("first_id") ? 0 : floor.getLong("first_id");
        return session.pages(
                        BLOCKS,
                        """
                        SELECT first_id, ids FROM message_ids
                        WHERE channel_id = ? AND era = ? AND first_id >= ?
                        ORDER BY first_id ASC\
                        """,
                        channelId,
                        era,
                        from)
                .iterator();
    }
}
