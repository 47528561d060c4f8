package dev.guildhall.guild.store.cassandra.tables;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import dev.guildhall.guild.store.cassandra.tables.IdIndex.EraKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/// What one chunk of events does to the index of message ids. For one thread and one chunk.
final class IdChanges {

    private final CassandraSession session;
    private final IdIndex index;
    private final long replayedUpTo;
    private final Map<EraKey, EraBlocks> eras = new LinkedHashMap<>();
    private final Map<EraKey, Long> announcements = new LinkedHashMap<>();

    /// Not those of repeated events alone: a later one may have taken the era back.
    private final Set<EraKey> announced = new HashSet<>();

    /// Events up to `replayedUpTo` may have been projected before.
    IdChanges(CassandraSession session, IdIndex index, long replayedUpTo) {
        this.session = session;
        this.index = index;
        this.replayedUpTo = replayedUpTo;
    }

    /// Reads what the deletions of the chunk will need, faster than one after the other.
    void prepare(List<LogEntry> chunk) {
        Map<EraKey, NavigableSet<Long>> deleted = new LinkedHashMap<>();
        for (LogEntry entry : chunk) {
            switch (entry.event()) {
                case Event.MessageDeleted e -> note(deleted, e.channelId(), List.of(e.messageId()));
                case Event.MessagesBulkDeleted e -> note(deleted, e.channelId(), e.messageIds());
                case Event.Durable _ -> {} // needs at most an era's last block
            }
        }
        List<BlockReads.Wanted> wanted = new ArrayList<>();
        deleted.forEach(
                (key, ids) -> ids.forEach(id -> wanted.add(new BlockReads.Wanted(era(key), id))));
        new BlockReads(index).read(wanted);
    }

    private static void note(
            Map<EraKey, NavigableSet<Long>> deleted, ChannelId channelId, List<MessageId> ids) {
        for (MessageId id : ids) {
            EraKey key = new EraKey(channelId.value(), Bucket.era(id.value()));
            deleted.computeIfAbsent(key, _ -> new TreeSet<>()).add(id.value());
        }
    }

    void created(long channelId, long id, long seq) {
        EraBlocks era = era(new EraKey(channelId, Bucket.era(id)));
        if (seq <= replayedUpTo || !index.isAnnounced(era.key())) {
            announcements.put(era.key(), seq); // the last: an earlier one may have been taken back
        }
        if (seq > era.asOf()) {
            era.add(id, seq);
            announced.add(era.key());
        }
    }

    void deleted(long channelId, long id, long seq) {
        EraBlocks era = era(new EraKey(channelId, Bucket.era(id)));
        if (seq > era.asOf()) {
            era.remove(id, seq);
        }
    }

    private EraBlocks era(EraKey key) {
        return eras.computeIfAbsent(
                key, _ -> new EraBlocks(index, key, replayedUpTo == 0 ? 0 : index.readAsOf(key)));
    }

    void write(WritePlan plan) {
        announcements.forEach((key, seq) ->
                plan.add(
                        new WritePlan.Partition("message_eras", key.channelId(), 0),
                        0,
                        session.bindWrite(
                                "INSERT INTO message_eras (channel_id, era) VALUES (?, ?) USING TIMESTAMP ?",
                                key.channelId(),
                                key.era(),
                                WriteTime.ofWrite(seq))));
        for (EraBlocks era : eras.values()) {
            if (era.changedSeq() > 0) {
                plan.addTogether(statements(era));
            }
        }
    }

    private List<BoundStatement> statements(EraBlocks era) {
        EraKey key = era.key();
        List<BoundStatement> statements = new ArrayList<>();
        statements.add(
                session.bindWrite(
                        """
                        UPDATE message_ids USING TIMESTAMP ? SET as_of = ?
                        WHERE channel_id = ? AND era = ?\
                        """,
                        WriteTime.ofWrite(era.changedSeq()),
                        era.changedSeq(),
                        key.channelId(),
                        key.era()));
        era.changed().forEach(held -> statements.add(statement(key, held)));
        return statements;
    }

    private BoundStatement statement(EraKey key, EraBlocks.Held held) {
        IdBlock block = held.block();
        return block.isEmpty()
                ? session.bindWrite(
                        """
                        DELETE FROM message_ids USING TIMESTAMP ?
                        WHERE channel_id = ? AND era = ? AND first_id = ?\
                        """,
                        WriteTime.ofDelete(held.changedSeq()),
                        key.channelId(),
                        key.era(),
                        block.firstId())
                : session.bindWrite(
                        """
                        INSERT INTO message_ids (channel_id, era, first_id, ids)
                        VALUES (?, ?, ?, ?) USING TIMESTAMP ?\
                        """,
                        key.channelId(),
                        key.era(),
                        block.firstId(),
                        block.bytes(),
                        WriteTime.ofWrite(held.changedSeq()));
    }

    /// To be called when all is written: makes nothing of what is empty now, so that nobody looks
    /// there, and keeps what the next chunk needs.
    void finish() {
        announced.forEach(index::announced);
        EmptyBlocks empty = new EmptyBlocks(session, index);
        for (EraBlocks era : eras.values()) {
            era.top().ifPresent(block -> index.keepTop(era.key(), block));
            empty.sweep(era);
        }
    }
}
