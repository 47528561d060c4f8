package dev.guildhall.guild.store.content;

import dev.guildhall.common.id.GuildId;
import java.util.function.Function;

/// A store seen as what it keeps of its guilds, to be copied out and put in.
public interface GuildArchive extends GuildSource, GuildTarget {

    @Override
    <T> T read(GuildId guildId, Function<GuildReading, T> work);
}
