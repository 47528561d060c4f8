package dev.guildhall.guild.accounts;

import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.store.LogEntry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Guilds of a user, guild of a channel, and the list of guilds: projections that guilds write. The
/// guild has the last word. Threads, failures and durability as in [AccountsStore].
public interface GuildIndex {

    /// By growing id.
    List<GuildId> guildsOfUser(UserId userId);

    /// Communities after `after` by growing id.
    List<ListedGuild> guilds(@Nullable GuildId after, int limit);

    Optional<GuildId> guildOfChannel(ChannelId channelId);

    /// Writes what a guild's entries change in the indexes, in their order; `epoch` is that of the
    /// owner that appended them. Can be repeated. Of an owner whose epoch is over, what says
    /// otherwise than a newer owner has written changes nothing, however late it comes.
    void project(GuildId guildId, long epoch, List<LogEntry> entries);

    /// Makes the indexes say of the guild what `snapshot` says, which the owner of `epoch` has
    /// recovered.
    void rewrite(GuildId guildId, long epoch, GuildSnapshot snapshot);
}
