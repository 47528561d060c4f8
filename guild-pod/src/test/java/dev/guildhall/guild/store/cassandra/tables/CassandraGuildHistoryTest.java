package dev.guildhall.guild.store.cassandra.tables;

import dev.guildhall.guild.store.GuildHistoryContract;
import dev.guildhall.guild.store.GuildStores;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The messages of the store in Cassandra.
class CassandraGuildHistoryTest extends GuildHistoryContract {

    @RegisterExtension final CassandraStores cassandra = new CassandraStores();

    @Override
    protected GuildStores stores() {
        return cassandra.stores();
    }
}
