package dev.guildhall.guild.store.content;

import dev.guildhall.common.id.GuildId;
import java.util.List;
import java.util.function.Function;

/// A store seen as what it keeps of its guilds, to be copied out and put in. Whoever serves the
/// guilds meanwhile is not disturbed by reads.
///
/// Every method blocks and throws [dev.guildhall.guild.store.StoreException].
public interface GuildArchive {

    /// The guilds that have events, of every kind, by growing id.
    List<GuildId> guilds();

    /// About how much the store keeps of the guild: for progress only, 0 when it cannot be told.
    long sizeBytes(GuildId guildId);

    /// Runs `work` on the guild's content; only for a guild that exists.
    <T> T read(GuildId guildId, Function<GuildReading, T> work);

    /// Begins to put a guild in, or goes on where an earlier attempt ended. The guild does not
    /// exist before [GuildImport#finish]. Throws [IllegalStateException] when it exists already.
    GuildImport importing(GuildId guildId);
}
