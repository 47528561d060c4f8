package dev.guildhall.guild.store.sqlite;

import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.core.LoadedMessage;
import dev.guildhall.guild.store.EventBytes;
import dev.guildhall.guild.store.GuildStore;
import dev.guildhall.guild.store.LogEntry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A guild's file under one epoch: writes on the loop's connection, reads on their own.
final class SqliteGuildStore implements GuildStore {

    private final GuildWriter writer;
    private final ReadPool reads;
    private final EventBytes bytes;
    private final Housekeeping housekeeping;
    private final StoreMetrics metrics;

    SqliteGuildStore(
            GuildWriter writer,
            ReadPool reads,
            EventBytes bytes,
            Housekeeping housekeeping,
            StoreMetrics metrics) {
        this.writer = writer;
        this.reads = reads;
        this.bytes = bytes;
        this.housekeeping = housekeeping;
        this.metrics = metrics;
        metrics.openStores.incrementAndGet();
        housekeeping.schedule();
    }

    @Override
    public GuildSnapshot recover() {
        return reads.read(sql -> guild(sql).snapshot());
    }

    @Override
    public void prepare(LogEntry entry) {
        entry.bytes(bytes);
    }

    @Override
    public void append(List<LogEntry> batch) {
        if (batch.isEmpty()) {
            return;
        }
        boolean leavesRows = writer.append(batch);
        housekeeping.appended(batch.size());
        if (leavesRows) {
            housekeeping.schedule();
        }
    }

    @Override
    public void renew() {
        writer.renew();
    }

    @Override
    public Optional<List<LogEntry>> tail(long afterSeq, int limit) {
        return reads.read(sql -> guild(sql).tail(afterSeq, limit));
    }

    @Override
    public Optional<LoadedMessage> loadMessage(ChannelId channelId, MessageId messageId) {
        return reads.read(sql -> messages(sql).loaded(channelId, messageId));
    }

    @Override
    public List<Message> listMessages(
            ChannelId channelId,
            Query.Anchor anchor,
            @Nullable MessageId anchorId,
            int limit,
            UserId reader) {
        return reads.read(sql -> messages(sql).page(channelId, anchor, anchorId, limit, reader));
    }

    @Override
    public Optional<Message> getMessage(ChannelId channelId, MessageId messageId, UserId reader) {
        return reads.read(sql -> messages(sql).message(channelId, messageId, reader));
    }

    @Override
    public List<Result.Pin> listPins(
            ChannelId channelId, @Nullable Long beforeMs, int limit, UserId reader) {
        return reads.read(sql -> messages(sql).pins(channelId, beforeMs, limit, reader));
    }

    @Override
    public List<User> listReactors(
            ChannelId channelId,
            MessageId messageId,
            Emoji emoji,
            @Nullable UserId after,
            int limit) {
        return reads.read(sql -> messages(sql).reactors(channelId, messageId, emoji, after, limit));
    }

    @Override
    public Optional<GuildView> view(UserId selfId, List<UserId> memberIds, int allMembersUpTo) {
        return reads.read(sql -> guild(sql).view(selfId, memberIds, allMembersUpTo));
    }

    @Override
    public Result.Members getMembers(List<UserId> userIds) {
        return reads.read(sql -> new Result.Members(members(sql).members(userIds), List.of()));
    }

    @Override
    public Result.Members listMembers(@Nullable UserId after, int limit) {
        return reads.read(sql -> new Result.Members(members(sql).page(after, limit), List.of()));
    }

    @Override
    public Result.Members searchMembers(String prefix, int limit) {
        return reads.read(sql -> new Result.Members(members(sql).search(prefix, limit), List.of()));
    }

    @Override
    public Result.Bans listBans(@Nullable UserId after, int limit) {
        return reads.read(sql -> new Result.Bans(members(sql).bans(after, limit)));
    }

    private GuildReads guild(Sql sql) {
        return new GuildReads(sql, bytes);
    }

    private MessageReads messages(Sql sql) {
        return new MessageReads(sql, bytes);
    }

    private MemberReads members(Sql sql) {
        return new MemberReads(sql, bytes);
    }

    @Override
    public void close() {
        housekeeping.close();
        reads.close();
        writer.close();
        metrics.openStores.decrementAndGet();
    }
}
