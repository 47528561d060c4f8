package dev.guildhall.guild.store.cassandra.tables;

import dev.guildhall.guild.store.GuildStoreConcurrencyContract;
import dev.guildhall.guild.store.GuildStores;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The store in Cassandra under several at once.
class CassandraGuildStoreConcurrencyTest extends GuildStoreConcurrencyContract {

    @RegisterExtension final CassandraStores cassandra = new CassandraStores();

    @Override
    protected GuildStores stores() {
        return cassandra.stores();
    }
}
