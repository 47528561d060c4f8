package dev.guildhall.guild.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.common.config.ConfigException;
import dev.guildhall.guild.store.StoreException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class CassandraSessionTest {

    private static final SchemaPart PART =
            new SchemaPart(
                    "test",
                    List.of(
                            List.of(
                                    "CREATE TABLE IF NOT EXISTS things (id bigint PRIMARY KEY, name"
                                            + " text)")));

    @Test
    void statementsAreDoneAndTheDriverIsMeasured() {
        // Given
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (CassandraSession session = CassandraSession.open(TestCassandra.options(), registry)) {
            Schema.apply(session, List.of(PART));

            // When
            session.write("INSERT INTO things (id, name) VALUES (?, ?)", 1L, "one");
            boolean done =
                    session.conditional(
                                    "UPDATE things SET name = ? WHERE id = ? IF name = ?",
                                    "two",
                                    1L,
                                    "three")
                            .wasApplied();
            String name =
                    session.serialRead("SELECT name FROM things WHERE id = ?", 1L)
                            .one()
                            .getString("name");

            // Then
            assertThat(done).isFalse();
            assertThat(name).isEqualTo("one");
            assertThat(registry.getMeters())
                    .extracting(meter -> meter.getId().getName())
                    .anyMatch(meter -> meter.endsWith("cql-requests"))
                    .anyMatch(meter -> meter.endsWith("pool.in-flight"))
                    .allMatch(meter -> meter.startsWith("guild_store_cql"));
            assertThat(registry.find("guild_store_cql.session.cql-requests").timer())
                    .satisfies(timer -> assertThat(timer.count()).isPositive());
        }
    }

    @Test
    void aWrongStatementIsABugAndNoOutage() {
        try (CassandraSession session = TestCassandra.open(TestCassandra.options(), PART)) {
            // When, Then
            assertThatThrownBy(() -> session.read("SELECT nothing FROM things"))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aClusterThatIsNotThereIsUnreachable() throws IOException {
        // Given
        InetSocketAddress nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
        }

        // When, Then
        assertThatThrownBy(() ->
                        CassandraSession.open(
                                TestCassandra.options(nobody), new SimpleMeterRegistry()))
                .isInstanceOf(StoreException.Unreachable.class);
    }

    @Test
    void aDatacenterThatIsNotThereIsNamedWithThoseThatAre() {
        // Given
        CassandraOptions here = TestCassandra.options();
        CassandraOptions elsewhere =
                CassandraOptions.plain(here.contactPoints(), "elsewhere", here.keyspace());

        // When, Then
        assertThatThrownBy(() -> CassandraSession.open(elsewhere, new SimpleMeterRegistry()))
                .isInstanceOf(StoreException.Unreachable.class)
                .hasMessageContaining("localDatacenter")
                .hasMessageContaining("\"elsewhere\"")
                .hasMessageContaining("[datacenter1]");
    }

    @Test
    void aTlsFileThatCannotBeUsedIsNamed() {
        // Given
        CassandraOptions.Tls tls = new CassandraOptions.Tls(true, true, "/nowhere/ca.crt", "", "");

        // When, Then
        assertThatThrownBy(() -> DriverTls.of(tls))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("store.tls.secret")
                .hasMessageContaining("/nowhere/ca.crt");
    }
}
