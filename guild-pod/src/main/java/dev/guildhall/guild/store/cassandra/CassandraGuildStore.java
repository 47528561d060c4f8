package dev.guildhall.guild.store.cassandra;

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
import dev.guildhall.guild.store.GuildStore;
import dev.guildhall.guild.store.LogEntry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A guild's log and its tables, as one store: what is appended is in the log first.
final class CassandraGuildStore implements GuildStore {

    private final GuildLog log;
    private final GuildTables tables;

    CassandraGuildStore(GuildLog log, GuildTables tables) {
        this.log = log;
        this.tables = tables;
    }

    @Override
    public GuildSnapshot recover() {
        log.settle();
        return tables.recover();
    }

    @Override
    public void prepare(LogEntry entry) {
        log.prepare(entry);
    }

    @Override
    public void append(List<LogEntry> batch) {
        if (batch.isEmpty()) {
            return;
        }
        tables.awaitRoom();
        log.append(batch);
        tables.appended(batch);
    }

    @Override
    public void renew() {
        log.settle();
    }

    @Override
    public Optional<List<LogEntry>> tail(long afterSeq, int limit) {
        return afterSeq > log.lastSeq() ? Optional.empty() : log.tail(afterSeq, limit);
    }

    @Override
    public Optional<LoadedMessage> loadMessage(ChannelId channelId, MessageId messageId) {
        return tables.loadMessage(channelId, messageId);
    }

    @Override
    public List<Message> listMessages(
            ChannelId channelId,
            Query.Anchor anchor,
            @Nullable MessageId anchorId,
            int limit,
            UserId reader) {
        return tables.listMessages(channelId, anchor, anchorId, limit, reader);
    }

    @Override
    public Optional<Message> getMessage(ChannelId channelId, MessageId messageId, UserId reader) {
        return tables.getMessage(channelId, messageId, reader);
    }

    @Override
    public List<Result.Pin> listPins(
            ChannelId channelId, @Nullable Long beforeMs, int limit, UserId reader) {
        return tables.listPins(channelId, beforeMs, limit, reader);
    }

    @Override
    public List<User> listReactors(
            ChannelId channelId,
            MessageId messageId,
            Emoji emoji,
            @Nullable UserId after,
            int limit) {
        return tables.listReactors(channelId, messageId, emoji, after, limit);
    }

    @Override
    public Optional<GuildView> view(UserId selfId, List<UserId> memberIds, int allMembersUpTo) {
        return tables.view(selfId, memberIds, allMembersUpTo);
    }

    @Override
    public Result.Members getMembers(List<UserId> userIds) {
        return tables.getMembers(userIds);
    }

    @Override
    public Result.Members listMembers(@Nullable UserId after, int limit) {
        return tables.listMembers(after, limit);
    }

    @Override
    public Result.Members searchMembers(String prefix, int limit) {
        return tables.searchMembers(prefix, limit);
    }

    @Override
    public Result.Bans listBans(@Nullable UserId after, int limit) {
        return tables.listBans(after, limit);
    }

    @Override
    public void close() {
        tables.close();
    }
}
