package dev.guildhall.guild.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import dev.guildhall.common.config.ConfigException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// The keyspace: made when there is none, left alone when there is one.
///
/// A cluster's administrator may make it, and then this program needs no right to do so. On
/// ScyllaDB versions whose tablets do not have conditional writes it has to be made with tablets
/// off.
final class Keyspace {

    private Keyspace() {}

    /// Makes it if need be, and has all further statements of the session mean it. Waits for the
    /// nodes to agree on the schema before: another pod may have made it just now.
    static void use(CqlSession session, CassandraOptions options) {
        SimpleStatement use = use(options);
        var _ = session.checkSchemaAgreement();
        try {
            session.execute(use);
        } catch (InvalidQueryException _) {
            Agreement.await(session, make(session, options));
            session.execute(use);
        }
    }

    /// The same for one that has to be there.
    static void require(CqlSession session, CassandraOptions options) {
        try {
            session.execute(use(options));
        } catch (InvalidQueryException _) {
            throw new ConfigException(
                    List.of(
                            "store.keyspace (GUILDHALL_CASSANDRA_KEYSPACE): the cluster has no keyspace \"%s\"; name the one that the guilds are in"
                                    .formatted(options.keyspace())));
        }
    }

    private static SimpleStatement use(CassandraOptions options) {
        return SimpleStatement.newInstance("USE \"" + options.keyspace() + "\"");
    }

    /// Gives the node that has made it.
    private static Node make(CqlSession session, CassandraOptions options) {
        String replicas =
                options.replication().entrySet().stream()
                        .map(entry -> ", '%s': %d".formatted(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining());
        SimpleStatement create =
                SimpleStatement.newInstance(
                                "CREATE KEYSPACE IF NOT EXISTS \"%s\" WITH replication = {'class':"
                                                .formatted(options.keyspace())
                                        + " 'NetworkTopologyStrategy'"
                                        + replicas
                                        + "} AND durable_writes = true")
                        .setExecutionProfileName(DriverConfig.DDL);
        return Objects.requireNonNull(session.execute(create).getExecutionInfo().getCoordinator());
    }
}
