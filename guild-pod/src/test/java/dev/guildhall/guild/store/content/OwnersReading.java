package dev.guildhall.guild.store.content;

import dev.guildhall.guild.store.GuildStore;

/// A guild's content as its owner reads it.
public final class OwnersReading {

    private OwnersReading() {}

    public static GuildReading of(GuildStore store) {
        return new ClaimedReading(store);
    }
}
