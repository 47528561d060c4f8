package dev.guildhall.guild.store.cassandra.tables;

import dev.guildhall.guild.store.GuildStoreReplayContract;
import dev.guildhall.guild.store.GuildStores;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The log, the image and the tables of the store in Cassandra say the same.
class CassandraGuildStoreReplayTest extends GuildStoreReplayContract {

    @RegisterExtension final CassandraStores cassandra = new CassandraStores();

    @Override
    protected GuildStores stores() {
        return cassandra.stores();
    }
}
