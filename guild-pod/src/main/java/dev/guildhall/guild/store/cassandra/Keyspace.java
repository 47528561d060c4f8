package dev.guildhall.guild.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.util.stream.Collectors;

/// The keyspace: made when there is none, left alone when there is one.
///
/// A cluster's administrator may make it, and then this program needs no right to do so. On
/// ScyllaDB versions whose tablets do not have conditional writes it has to be made with tablets
/// off.
final class Keyspace {

    private Keyspace() {}

    static void make(CqlSession session, CassandraOptions options) {
        if (exists(session, options.keyspace())) {
            return;
        }
        String replicas =
                options.replication().entrySet().stream()
                        .map(entry -> ", '%s': %d".formatted(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining());
        session.execute(
                SimpleStatement.newInstance(
                                "CREATE KEYSPACE IF NOT EXISTS \"%s\" WITH replication = {'class':"
                                                .formatted(options.keyspace())
                                        + " 'NetworkTopologyStrategy'"
                                        + replicas
                                        + "} AND durable_writes = true")
                        .setExecutionProfileName(DriverConfig.DDL));
    }

    private static boolean exists(CqlSession session, String keyspace) {
        return session.execute(
                                SimpleStatement.newInstance(
                                                "SELECT keyspace_name FROM system_schema.keyspaces"
                                                        + " WHERE keyspace_name = ?",
                                                keyspace)
                                        .setExecutionProfileName(DriverConfig.READ))
                        .one()
                != null;
    }
}
