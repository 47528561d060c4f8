package dev.guildhall.guild.store.cassandra;

import dev.guildhall.common.guild.Emoji;
import dev.guildhall.common.guild.GuildView;
import dev.guildhall.common.guild.Message;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.guild.User;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.core.LoadedMessage;
import dev.guildhall.guild.store.LogEntry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One guild's tables: projections of its log, written after it, and read by anybody. The methods
/// that [dev.guildhall.guild.store.GuildStore] has too do what it says.
///
/// `recover` and `appended` belong to one thread at a time.
public interface GuildTables extends AutoCloseable {

    /// The state after the log's last entry; before it, brings the tables up to the log. The log
    /// has been settled.
    GuildSnapshot recover();

    /// To be called before entries are put in the log: returns when the tables have room for them,
    /// throws `Unreachable` when they lag too far behind for too long.
    void awaitRoom();

    /// Takes entries that are in the log. Reads that begin after this returns see them.
    void appended(List<LogEntry> batch);

    Optional<LoadedMessage> loadMessage(ChannelId channelId, MessageId messageId);

    List<Message> listMessages(
            ChannelId channelId,
            Query.Anchor anchor,
            @Nullable MessageId anchorId,
            int limit,
            UserId reader);

    Optional<Message> getMessage(ChannelId channelId, MessageId messageId, UserId reader);

    List<Result.Pin> listPins(
            ChannelId channelId, @Nullable Long beforeMs, int limit, UserId reader);

    List<User> listReactors(
            ChannelId channelId,
            MessageId messageId,
            Emoji emoji,
            @Nullable UserId after,
            int limit);

    Optional<GuildView> view(UserId selfId, List<UserId> memberIds, int allMembersUpTo);

    Result.Members getMembers(List<UserId> userIds);

    Result.Members listMembers(@Nullable UserId after, int limit);

    Result.Members searchMembers(String prefix, int limit);

    Result.Bans listBans(@Nullable UserId after, int limit);

    @Override
    void close();

    /// Opens the tables of a guild whose log was claimed.
    interface Opener {
        GuildTables open(GuildId guildId, GuildLog log);
    }
}
