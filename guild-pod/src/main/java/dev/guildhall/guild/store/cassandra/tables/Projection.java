package dev.guildhall.guild.store.cassandra.tables;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.guild.store.EventBytes;
import dev.guildhall.guild.store.LogEntry;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import java.nio.ByteBuffer;
import java.util.List;

/// What logged events do to the tables. For the projector's thread.
///
/// Every write has a timestamp from the place of its event in the log, see [WriteTime], so it does
/// not matter in which order the writes of a chunk arrive, nor how often. What depends on what was
/// there before (blocks of ids, counts of reactions) says in the same batch up to which event it
/// goes.
final class Projection {

    private final CassandraSession session;
    private final EventBytes bytes;
    private final GuildId guildId;
    private final IdIndex index;
    private final ReactionBook book;
    private final Removals removals;

    Projection(CassandraSession session, EventBytes bytes, GuildId guildId, TablesMetrics metrics) {
        this.session = session;
        this.bytes = bytes;
        this.guildId = guildId;
        this.index = new IdIndex(session, metrics);
        this.book = new ReactionBook(session);
        this.removals = new Removals(session);
    }

    /// Projects a chunk: some entries that follow each other, or a deleted channel by itself.
    /// Events up to `replayedUpTo` may have been projected before, and even now by an owner that
    /// was paused: such a chunk starts from nothing but what is stored. Throws `StoreException`
    /// when something was not done; then the chunk may be projected again.
    void project(List<LogEntry> chunk, long replayedUpTo) {
        if (replayedUpTo > 0) {
            index.forget();
            book.forget();
        }
        if (chunk.getFirst().event() instanceof Event.ChannelDeleted deleted) {
            channelDeleted(deleted.channel().id().value(), chunk.getFirst().seq());
            return;
        }
        WritePlan plan = new WritePlan(session);
        IdChanges ids = new IdChanges(session, index, replayedUpTo);
        ids.prepare(chunk);
        ReactionChanges reactions = new ReactionChanges(session, book, book.read(chunk));
        for (LogEntry entry : chunk) {
            project(entry, plan, ids, reactions);
        }
        ids.write(plan);
        reactions.write(plan);
        plan.execute();
        ids.finish();
        reactions.finish();
    }

    /// Whether the event has to be a chunk of its own.
    static boolean standsAlone(Event.Durable event) {
        return event instanceof Event.ChannelDeleted;
    }

    /// How much the event is of a chunk: the messages that it writes or deletes, at least 1.
    static int weight(Event.Durable event) {
        return event instanceof Event.MessagesBulkDeleted deleted
                ? Math.max(1, deleted.messageIds().size())
                : 1;
    }

    private void channelDeleted(long channelId, long seq) {
        index.forget(channelId);
        book.forget(channelId);
        removals.channel(channelId, WriteTime.ofDelete(seq));
    }

    private void project(LogEntry entry, WritePlan plan, IdChanges ids, ReactionChanges reactions) {
        long seq = entry.seq();
        switch (entry.event()) {
            case Event.MessageCreated e -> {
                put(e.message(), entry.body(bytes), seq, plan);
                ids.created(e.message().channelId().value(), e.message().id().value(), seq);
            }
            case Event.MessageUpdated e -> put(e.message(), body(e.message()), seq, plan);
            case Event.MessagePinChanged e -> put(e.message(), body(e.message()), seq, plan);
            case Event.MessageDeleted e ->
                    delete(e.channelId(), e.messageId(), seq, plan, ids, reactions);
            case Event.MessagesBulkDeleted e ->
                    e.messageIds()
                            .forEach(id -> delete(e.channelId(), id, seq, plan, ids, reactions));
            case Event.ReactionAdded e -> reactions.added(e, seq);
            case Event.ReactionRemoved e -> reactions.removed(e, seq);
            case Event.ReactionsCleared e -> reactions.cleared(e, seq);
            case Event.MemberLeft e -> former(e.user(), seq, plan);
            case Event.Durable _ -> {} // the image has it
        }
    }

    private byte[] body(Message message) {
        return LogEntry.body(message, bytes);
    }

    private void put(Message message, byte[] body, long seq, WritePlan plan) {
        MessageKey key = MessageKey.of(message.channelId(), message.id());
        plan.add(
                new WritePlan.Partition("messages", key.channelId(), key.bucket()),
                body.length,
                session.bindWrite(
                        """
                        UPDATE messages USING TIMESTAMP ? SET body = ?
                        WHERE channel_id = ? AND bucket = ? AND message_id = ?\
                        """,
                        WriteTime.ofWrite(seq),
                        ByteBuffer.wrap(body),
                        key.channelId(),
                        key.bucket(),
                        key.id()));
    }

    private void delete(
            ChannelId channelId,
            MessageId messageId,
            long seq,
            WritePlan plan,
            IdChanges ids,
            ReactionChanges reactions) {
        MessageKey key = MessageKey.of(channelId, messageId);
        plan.add(
                new WritePlan.Partition("messages", key.channelId(), key.bucket()),
                0,
                session.bindWrite(
                        """
                        DELETE FROM messages USING TIMESTAMP ?
                        WHERE channel_id = ? AND bucket = ? AND message_id = ?\
                        """,
                        WriteTime.ofDelete(seq),
                        key.channelId(),
                        key.bucket(),
                        key.id()));
        ids.deleted(key.channelId(), key.id(), seq);
        reactions.messageDeleted(key, seq, plan);
    }

    private void former(User user, long seq, WritePlan plan) {
        byte[] body = bytes.of(user);
        int shard = FormerMember.shard(user.id().value());
        plan.add(
                new WritePlan.Partition("former_members", guildId.value(), shard),
                body.length,
                session.bindWrite(
                        """
                        INSERT INTO former_members (guild_id, shard, user_id, body)
                        VALUES (?, ?, ?, ?) USING TIMESTAMP ?\
                        """,
                        guildId.value(),
                        shard,
                        user.id().value(),
                        ByteBuffer.wrap(body),
                        WriteTime.ofWrite(seq)));
    }
}
