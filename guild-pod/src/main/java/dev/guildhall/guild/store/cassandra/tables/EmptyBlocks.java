package dev.guildhall.guild.store.cassandra.tables;

import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.cassandra.tables.IdIndex.EraKey;
import java.util.List;

/// What is left of blocks when all of their messages were deleted: nothing that a reader walks
/// over.
///
/// A deleted row leaves a mark, and marks of neighbours do not become one: a page behind a long
/// deleted stretch would read a mark for each block of it. So the whole gap is deleted once more,
/// from the block before to the block after it. A gap that grows is deleted anew as a whole, which
/// takes the place of what it covers. An era without any block is taken off the channel's list.
///
/// For the projector's thread, after a chunk is written. When it ends before that, the next block
/// that is emptied there takes the rest along.
final class EmptyBlocks {

    private final CassandraSession session;
    private final IdIndex index;

    EmptyBlocks(CassandraSession session, IdIndex index) {
        this.session = session;
        this.index = index;
    }

    /// Makes one gap of the blocks that the chunk emptied and the empty ones beside them.
    void sweep(EraBlocks era) {
        List<Long> emptied =
                era.changed().stream()
                        .map(EraBlocks.Held::block)
                        .filter(IdBlock::isEmpty)
                        .map(IdBlock::firstId)
                        .toList();
        long swept = Long.MIN_VALUE;
        for (long firstId : emptied) {
            if (firstId >= swept) {
                swept = sweepGap(era, firstId);
            }
        }
    }

    /// The gap around an emptied block; returns its end. Of what the chunk's events left nothing
    /// lies in it, and what later ones bring is written with a later time.
    private long sweepGap(EraBlocks era, long firstId) {
        EraKey key = era.key();
        IdBlock before = index.readFloor(key, firstId - 1);
        IdBlock after = index.readAfter(key, firstId);
        if (before == null && after == null) {
            session.write(
                    "DELETE FROM message_eras USING TIMESTAMP ? WHERE channel_id = ? AND era = ?",
                    WriteTime.ofDelete(era.changedSeq()),
                    key.channelId(),
                    key.era());
            index.dropped(key);
        }
        long end = after == null ? Long.MAX_VALUE : after.firstId();
        session.write(
                """
                DELETE FROM message_ids USING TIMESTAMP ?
                WHERE channel_id = ? AND era = ? AND first_id > ? AND first_id < ?\
                """,
                WriteTime.ofDelete(era.changedSeq()),
                key.channelId(),
                key.era(),
                before == null ? Long.MIN_VALUE : before.firstId(),
                end);
        return end;
    }
}
