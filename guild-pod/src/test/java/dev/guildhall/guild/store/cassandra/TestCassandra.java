package dev.guildhall.guild.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.guildhall.cassandra.SharedCassandra;
import dev.guildhall.guild.store.cassandra.log.LogTables;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// The JVM's Cassandra for tests: each gets keyspaces of its own.
public final class TestCassandra {

    private static final AtomicInteger KEYSPACES = new AtomicInteger();

    private TestCassandra() {}

    /// For a keyspace that does not exist yet.
    public static CassandraOptions options() {
        return options(SharedCassandra.get(System.getenv()).contactPoint());
    }

    /// The same at another address, as of a proxy.
    public static CassandraOptions options(InetSocketAddress contactPoint) {
        return CassandraOptions.plain(
                List.of(contactPoint), "datacenter1", "test_" + KEYSPACES.incrementAndGet());
    }

    /// A session to `options`, with the newest tables.
    public static CassandraSession open(CassandraOptions options, SchemaPart... parts) {
        CassandraSession session = CassandraSession.open(options, new SimpleMeterRegistry());
        Schema.apply(session, List.of(parts));
        return session;
    }

    /// A plain session to the same keyspace, to look at what the node does.
    public static CqlSession cql(CassandraSession session) {
        return CqlSession.builder()
                .addContactPoint(SharedCassandra.get(System.getenv()).contactPoint())
                .withLocalDatacenter("datacenter1")
                .withKeyspace(session.keyspace())
                .build();
    }

    /// A session to a keyspace of its own with the tables of logs.
    public static CassandraSession withLogs() {
        return open(options(), LogTables.PART);
    }
}
