package dev.guildhall.guild.store.content;

import dev.guildhall.common.id.GuildId;
import java.util.List;
import java.util.function.Function;

/// A store whose guilds are copied out. Whoever serves them meanwhile is not disturbed by reads.
///
/// Every method blocks and throws [dev.guildhall.guild.store.StoreException].
public interface GuildSource {

    /// The guilds that have events, of every kind, by growing id.
    List<GuildId> guilds();

    /// About how much the store keeps of the guild: for progress only, 0 when it cannot be told.
    long sizeBytes(GuildId guildId);

    /// Runs `work` on the guild's content as of one moment; only for a guild that exists.
    <T> T read(GuildId guildId, Function<GuildReading, T> work);
}
