package dev.guildhall.guild.accounts.cassandra;

import dev.guildhall.cassandra.LocalCassandra;
import dev.guildhall.cassandra.SharedCassandra;
import dev.guildhall.guild.store.cassandra.CassandraOptions;
import dev.guildhall.guild.store.cassandra.CassandraSession;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;

/// Sessions to keyspaces of the shared Cassandra, kept until it ends.
final class AccountsKeyspaces {

    static final CassandraSession MAIN = session("accounts_main");
    static final CassandraSession ELSEWHERE = session("accounts_elsewhere");

    private AccountsKeyspaces() {}

    static CassandraSession session(String keyspace) {
        LocalCassandra node = SharedCassandra.get(System.getenv());
        return CassandraSession.open(
                CassandraOptions.plain(List.of(node.contactPoint()), "datacenter1", keyspace),
                new SimpleMeterRegistry());
    }
}
