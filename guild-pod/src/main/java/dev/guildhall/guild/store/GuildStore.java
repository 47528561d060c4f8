package dev.guildhall.guild.store;

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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One guild's store under one epoch: a log of events, and tables that are projections of it.
///
/// `append`, `renew`, `recover` and `close` belong to the guild's loop, which calls one at a time,
/// of which only `append` from another thread than its own; the reads may be called by any thread
/// at any time and see all that was appended before. Every method blocks and throws
/// [StoreException].
public interface GuildStore extends AutoCloseable {

    /// The state after the last appended event.
    GuildSnapshot recover();

    /// Does what an append of the entry needs and what nobody has to wait for. May be left out, and
    /// done by any thread; touches no disk and no network, and does not throw.
    default void prepare(LogEntry entry) {}

    /// Stores the batch whole or not at all, under this store's epoch, and returns when it is on
    /// disk. The first entry's seq is the last one's plus 1. Throws [StoreException.Fenced] when a
    /// higher epoch has claimed the guild: nothing was written, and nothing ever will be by this
    /// store.
    void append(List<LogEntry> batch);

    /// Makes sure, under the same condition as `append`, that the guild is still this store's and
    /// that it would take a write.
    void renew();

    /// The log's entries after `afterSeq`, at most `limit`; empty when some of them are no longer
    /// kept.
    Optional<List<LogEntry>> tail(long afterSeq, int limit);

    /// The message with all who reacted to it, for a decision.
    Optional<LoadedMessage> loadMessage(ChannelId channelId, MessageId messageId);

    /// A page of messages in descending order of id; `reader` decides `Reaction.me`. Replies have
    /// their referenced message filled in. AROUND gives `limit / 2` newer than the anchor at most,
    /// and for the rest the anchor and older ones.
    List<Message> listMessages(
            ChannelId channelId,
            Query.Anchor anchor,
            @Nullable MessageId anchorId,
            int limit,
            UserId reader);

    Optional<Message> getMessage(ChannelId channelId, MessageId messageId, UserId reader);

    /// Pins with `pinnedAtMs` below `beforeMs` (null: all), the newest pin first.
    List<Result.Pin> listPins(
            ChannelId channelId, @Nullable Long beforeMs, int limit, UserId reader);

    /// Who reacted with `emoji`, by growing user id; also those who left since.
    List<User> listReactors(
            ChannelId channelId,
            MessageId messageId,
            Emoji emoji,
            @Nullable UserId after,
            int limit);

    /// Guild, roles, all channels, and members as of one moment, whose seq the answer carries.
    /// Members: those of `memberIds`, and besides all others when the guild has at most
    /// `allMembersUpTo`. Presences, voice states and counts of the online are left empty; `self` is
    /// `selfId`'s member, and the answer is empty when there is none.
    Optional<GuildView> view(UserId selfId, List<UserId> memberIds, int allMembersUpTo);

    Result.Members getMembers(List<UserId> userIds);

    Result.Members listMembers(@Nullable UserId after, int limit);

    Result.Members searchMembers(String prefix, int limit);

    Result.Bans listBans(@Nullable UserId after, int limit);

    @Override
    void close();
}
