package dev.guildhall.bench.store;

import dev.guildhall.guild.store.GuildStores;

/// A store without guilds, as a guild pod opens it, and the floor beside it.
interface EmptyStore extends AutoCloseable {

    /// As it is called in a table.
    String name();

    GuildStores guilds();

    /// A floor in tables of its own, which are the same and empty.
    Floor floor(Sample sample);

    @Override
    void close();
}
