package dev.guildhall.guild.store.content;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.guild.store.GuildStore;
import dev.guildhall.guild.store.GuildStores;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/// Any store as a target, by the contract that pods use too: a guild is put in as the events that
/// make it, under an epoch below every owner's, who then takes it from here at once.
///
/// The log says how many of the events are there: an import that was cut short goes on with the
/// next one. So the same records have to come in the same order. For one thread.
public final class ReplayedGuilds implements GuildTarget {

    static final long EPOCH = 0;
    static final String OWNER = "transfer";

    private final GuildStores stores;
    private final Set<GuildId> whole = new HashSet<>();

    public ReplayedGuilds(GuildStores stores) {
        this.stores = stores;
    }

    @Override
    public boolean hasAny(Collection<GuildId> guildIds) {
        return guildIds.stream().anyMatch(stores::exists);
    }

    @Override
    public boolean isWhole(GuildId guildId) {
        return whole.contains(guildId);
    }

    @Override
    public GuildImport importing(GuildId guildId) {
        if (isWhole(guildId)) {
            throw new IllegalStateException("guild " + guildId + " was put in already");
        }
        GuildStore store = stores.claim(guildId, EPOCH, OWNER);
        try {
            return new ReplayedImport(store, () -> whole.add(guildId));
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    @Override
    public <T> T read(GuildId guildId, Function<GuildReading, T> work) {
        try (GuildStore store = stores.claim(guildId, EPOCH, OWNER)) {
            return work.apply(new ClaimedReading(store));
        }
    }
}
