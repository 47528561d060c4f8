package dev.guildhall.guild.loop;

import dev.guildhall.common.guild.Event;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.store.LogEntry;
import java.util.List;

/// Where the guild's part of the indexes goes: guilds of a user, guild of a channel, all guilds.
///
/// Written after the guild's commit, never before; each write can be repeated. Calls return at once
/// and take effect in their order; those of an owner whose epoch is over take none.
public interface Projection {

    /// Writes all of the guild, after a recovery.
    void rewrite(GuildId guildId, long epoch, GuildSnapshot snapshot);

    /// Writes what `entries` change, then calls `done` on some thread, also when it had to give up.
    void project(GuildId guildId, long epoch, List<LogEntry> entries, Runnable done);

    /// Whether the event changes an index.
    static boolean concerns(Event event) {
        return switch (event) {
            case Event.GuildCreated _,
                    Event.GuildUpdated _,
                    Event.ChannelCreated _,
                    Event.ChannelDeleted _,
                    Event.MemberJoined _,
                    Event.MemberLeft _ ->
                    true;
            case Event _ -> false;
        };
    }
}
