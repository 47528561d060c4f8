package dev.guildhall.guild.store.cassandra.tables;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Finds which messages a page shows, from the index of ids. Safe for many threads; blocks.
///
/// A page costs the same wherever it lies: the list of the channel's eras, and the blocks that hold
/// its ids. Only where a channel's messages are years apart it looks into more eras, several at
/// once.
final class PageIds {

    /// Read at once: more than a page needs, unless most of their messages were deleted.
    private static final int BLOCKS = 3;

    /// Eras looked into at once, at most, when the first ones did not fill the page.
    private static final int ERAS_AT_ONCE = 8;

    private static final String NEWEST_FIRST =
            """
            SELECT first_id, ids FROM message_ids
            WHERE channel_id = ? AND era = ? AND first_id <= ?
            ORDER BY first_id DESC LIMIT ?\
            """;
    private static final String OLDEST_FIRST =
            """
            SELECT first_id, ids FROM message_ids
            WHERE channel_id = ? AND era = ? AND first_id > ?
            ORDER BY first_id ASC LIMIT ?\
            """;

    private final CassandraSession session;
    private final TablesMetrics metrics;

    PageIds(CassandraSession session, TablesMetrics metrics) {
        this.session = session;
        this.metrics = metrics;
    }

    /// At most `limit` ids of the channel that are not above `atMost` nor below `atLeast`, the
    /// greatest first.
    List<Long> upTo(long channelId, long atMost, long atLeast, int limit) {
        List<Long> found = new ArrayList<>();
        List<Integer> eras = new ArrayList<>();
        for (int era : eras(channelId)) {
            if (era <= Bucket.era(atMost) && era >= Bucket.era(atLeast)) {
                eras.add(era);
            }
        }
        for (int from = 0; from < eras.size() && found.size() < limit; ) {
            List<Integer> group = next(eras, from);
            List<CompletionStage<AsyncResultSet>> first =
                    group.stream().map(era -> older(channelId, era, atMost)).toList();
            for (int i = 0; i < group.size() && found.size() < limit; i++) {
                descend(channelId, group.get(i), first.get(i), atMost, atLeast, limit, found);
            }
            from += group.size();
        }
        return found;
    }

    /// The eras to look into next: one, and one more, and twice as many each time after that.
    private static List<Integer> next(List<Integer> eras, int from) {
        int some = Math.clamp(from, 1, ERAS_AT_ONCE);
        return eras.subList(from, Math.min(eras.size(), from + some));
    }

    private void descend(
            long channelId,
            int era,
            CompletionStage<AsyncResultSet> first,
            long atMost,
            long atLeast,
            int limit,
            List<Long> found) {
        List<IdBlock> blocks = blocks(first);
        while (!blocks.isEmpty()) {
            for (IdBlock block : blocks) {
                long[] ids = block.ids();
                for (int i = ids.length - 1; i >= 0 && found.size() < limit; i--) {
                    if (ids[i] <= atMost && ids[i] >= atLeast) {
                        found.add(ids[i]);
                    }
                }
            }
            long lowest = blocks.getLast().firstId();
            boolean more = blocks.size() == BLOCKS && found.size() < limit && lowest > atLeast;
            blocks = more ? blocks(older(channelId, era, lowest - 1)) : List.of();
        }
    }

    /// At most `limit` ids of the channel from `atLeast` on, the smallest first.
    List<Long> from(long channelId, long atLeast, int limit) {
        List<Long> found = new ArrayList<>();
        List<Integer> eras =
                eras(channelId).reversed().stream()
                        .filter(era -> era >= Bucket.era(atLeast))
                        .toList();
        for (int from = 0; from < eras.size() && found.size() < limit; ) {
            List<Integer> group = next(eras, from);
            List<List<CompletionStage<AsyncResultSet>>> first =
                    group.stream().map(era -> around(channelId, era, atLeast)).toList();
            for (int i = 0; i < group.size() && found.size() < limit; i++) {
                ascend(channelId, group.get(i), first.get(i), atLeast, limit, found);
            }
            from += group.size();
        }
        return found;
    }

    /// The block that may have `atLeast`, and those after it.
    private List<CompletionStage<AsyncResultSet>> around(long channelId, int era, long atLeast) {
        CompletionStage<AsyncResultSet> newer = newer(channelId, era, atLeast);
        return era > Bucket.era(atLeast)
                ? List.of(newer)
                : List.of(send(NEWEST_FIRST, channelId, era, atLeast, 1), newer);
    }

    private void ascend(
            long channelId,
            int era,
            List<CompletionStage<AsyncResultSet>> first,
            long atLeast,
            int limit,
            List<Long> found) {
        if (first.size() > 1) {
            take(blocks(first.getFirst()), atLeast, limit, found);
        }
        List<IdBlock> blocks = blocks(first.getLast());
        while (!blocks.isEmpty()) {
            take(blocks, atLeast, limit, found);
            boolean more = blocks.size() == BLOCKS && found.size() < limit;
            blocks = more ? blocks(newer(channelId, era, blocks.getLast().firstId())) : List.of();
        }
    }

    private static void take(List<IdBlock> blocks, long atLeast, int limit, List<Long> found) {
        for (IdBlock block : blocks) {
            for (long id : block.ids()) {
                if (id >= atLeast && found.size() < limit) {
                    found.add(id);
                }
            }
        }
    }

    private CompletionStage<AsyncResultSet> older(long channelId, int era, long atMost) {
        return send(NEWEST_FIRST, channelId, era, atMost, BLOCKS);
    }

    /// In an era after the bound's, all blocks are newer.
    private CompletionStage<AsyncResultSet> newer(long channelId, int era, long after) {
        long above = Math.max(after, Bucket.firstIdOfEra(era) - 1);
        return send(OLDEST_FIRST, channelId, era, above, BLOCKS);
    }

    private CompletionStage<AsyncResultSet> send(
            String text, long channelId, int era, long bound, int limit) {
        metrics.pageQueries.increment();
        return session.readAsync(text, channelId, era, bound, limit);
    }

    private List<IdBlock> blocks(CompletionStage<AsyncResultSet> answer) {
        List<IdBlock> blocks = new ArrayList<>();
        for (Row row : InFlight.await(answer).currentPage()) {
            blocks.add(IdBlock.of(row.getLong("first_id"), row.getByteBuffer("ids")));
        }
        metrics.pageRows.increment(blocks.size());
        return blocks;
    }

    /// Where the channel has messages, the newest era first: one small partition.
    private List<Integer> eras(long channelId) {
        metrics.pageQueries.increment();
        List<Integer> eras = new ArrayList<>();
        for (Row row :
                session.read("SELECT era FROM message_eras WHERE channel_id = ?", channelId)) {
            eras.add(row.getInt("era"));
        }
        metrics.pageRows.increment(eras.size());
        return eras;
    }
}
