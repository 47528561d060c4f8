package dev.guildhall.guild.store.content;

import dev.guildhall.common.id.GuildId;
import java.util.Collection;
import java.util.function.Function;

/// A store into which guilds are put that nobody serves yet.
///
/// Every method blocks and throws [dev.guildhall.guild.store.StoreException].
public interface GuildTarget {

    /// Whether the store has any of the guilds, or, where it can tell, any guild at all; also one
    /// whose import was not finished.
    boolean hasAny(Collection<GuildId> guildIds);

    /// Whether an import of the guild is known to be finished. False does no harm: another import
    /// then finds out that nothing is left to do.
    boolean isWhole(GuildId guildId);

    /// Begins to put a guild in, or goes on where an earlier attempt ended. Throws
    /// [IllegalStateException] when the guild is whole already.
    GuildImport importing(GuildId guildId);

    /// Runs `work` on the guild's content; only for a guild that exists.
    <T> T read(GuildId guildId, Function<GuildReading, T> work);
}
