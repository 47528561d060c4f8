package dev.guildhall.guild.store.content;

import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.store.LogEntry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A guild's content by pages, so that its size does not matter to the reader's memory: everything
/// as of one event. For one thread.
public interface GuildReading {

    /// The last event that everything includes.
    long seq();

    GuildHead head();

    /// Members after `after` (null: from the first) by growing id, with no roles but such that
    /// exist.
    List<Member> members(@Nullable UserId after, int limit);

    /// Those who left and are not members now, by growing id.
    List<User> formerMembers(@Nullable UserId after, int limit);

    /// By growing id.
    List<Result.Ban> bans(@Nullable UserId after, int limit);

    /// Messages of the channel, oldest first. Fewer than `limit` do not mean the end, which only an
    /// empty page is: a page is cut where those who reacted become many.
    List<StoredMessage> messages(ChannelId channelId, @Nullable MessageId after, int limit);

    /// The log's entries after `afterSeq`, at most `limit`; empty when some are no longer kept.
    Optional<List<LogEntry>> tail(long afterSeq, int limit);
}
