package dev.guildhall.guild.store.content;

import dev.guildhall.common.id.GuildId;
import java.util.List;

/// A store seen as what it keeps of its guilds, to be copied out and put in. Whoever serves the
/// guilds meanwhile is not disturbed by reads.
public interface GuildArchive extends GuildTarget {

    /// The guilds that have events, of every kind, by growing id.
    List<GuildId> guilds();

    /// About how much the store keeps of the guild: for progress only, 0 when it cannot be told.
    long sizeBytes(GuildId guildId);
}
