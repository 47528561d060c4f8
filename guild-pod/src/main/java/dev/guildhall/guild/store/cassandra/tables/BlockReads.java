package dev.guildhall.guild.store.cassandra.tables;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Reads the blocks that a chunk's deletions will look into, before they are done: several at once,
/// and each once or little more.
///
/// Which block an id is in shows only when it was read. So one is read first, then two, then four,
/// of ids that lie far apart among those that are in none of the blocks read so far: deletions of
/// neighbours end after a block or two, those all over a channel soon are many at once.
final class BlockReads {

    private final IdIndex index;

    BlockReads(IdIndex index) {
        this.index = index;
    }

    /// An id of an era.
    record Wanted(EraBlocks era, long id) {}

    private record Asked(Wanted wanted, CompletionStage<AsyncResultSet> answer) {}

    /// Returns when all eras know the blocks of their ids. `wanted` lists eras one after the other,
    /// and the ids of each growing.
    void read(List<Wanted> wanted) {
        List<Wanted> left = unknown(wanted);
        for (int atOnce = 1; !left.isEmpty(); left = unknown(left)) {
            List<Asked> asked = new ArrayList<>();
            int some = Math.min(atOnce, left.size());
            for (int i = 0; i < some; i++) {
                Wanted each = left.get((int) ((long) i * left.size() / some));
                asked.add(new Asked(each, index.askFloor(each.era().key(), each.id())));
            }
            asked.forEach(each ->
                    each.wanted()
                            .era()
                            .found(
                                    each.wanted().id(),
                                    IdIndex.block(InFlight.await(each.answer()).one())));
            atOnce = Math.min(2 * atOnce, InFlight.MAX_REQUESTS);
        }
    }

    private static List<Wanted> unknown(List<Wanted> wanted) {
        return wanted.stream().filter(each -> !each.era().knows(each.id())).toList();
    }
}
