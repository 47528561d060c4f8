package dev.guildhall.guild.store.cassandra.tables;

import dev.guildhall.guild.store.GuildStoreContract;
import dev.guildhall.guild.store.GuildStores;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The store in Cassandra keeps the contract.
class CassandraGuildStoreTest extends GuildStoreContract {

    @RegisterExtension final CassandraStores cassandra = new CassandraStores();

    @Override
    protected GuildStores stores() {
        return cassandra.stores();
    }
}
