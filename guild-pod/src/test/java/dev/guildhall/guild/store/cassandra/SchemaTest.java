package dev.guildhall.guild.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.guild.store.StoreException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SchemaTest {

    private static final List<String> FIRST =
            List.of("CREATE TABLE IF NOT EXISTS things (id bigint PRIMARY KEY, name text)");
    private static final List<String> SECOND =
            List.of("CREATE TABLE IF NOT EXISTS others (id bigint PRIMARY KEY)");

    @Test
    void severalPodsMigrateAtOnce() {
        // Given
        CassandraOptions options = TestCassandra.options();
        SchemaPart part = new SchemaPart("test", List.of(FIRST, SECOND));

        // When
        List<CompletableFuture<Long>> pods =
                IntStream.range(0, 3)
                        .mapToObj(pod ->
                                CompletableFuture.supplyAsync(
                                        () -> migrateAndWrite(options, part, pod),
                                        Thread::startVirtualThread))
                        .toList();

        // Then
        assertThat(pods).allSatisfy(pod -> assertThat(pod.join()).isEqualTo(2));
        try (CassandraSession session = TestCassandra.open(options, part)) {
            assertThat(session.read("SELECT id FROM things").all()).hasSize(3);
            assertThat(session.read("SELECT id FROM others").all()).hasSize(3);
        }
    }

    private static long migrateAndWrite(CassandraOptions options, SchemaPart part, long pod) {
        try (CassandraSession session = CassandraSession.open(options, new SimpleMeterRegistry())) {
            Schema.apply(session, List.of(part));
            session.write("INSERT INTO things (id, name) VALUES (?, 'x')", pod);
            session.write("INSERT INTO others (id) VALUES (?)", pod);
            return session.read("SELECT version FROM schema_versions WHERE part = 'test'")
                    .all()
                    .size();
        }
    }

    @Test
    void anOlderProgramRefusesANewerSchema() {
        // Given
        CassandraOptions options = TestCassandra.options();
        TestCassandra.open(options, new SchemaPart("test", List.of(FIRST, SECOND))).close();

        // When, Then
        assertThatThrownBy(
                        () -> TestCassandra.open(options, new SchemaPart("test", List.of(FIRST))))
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining("version 2 of the tables \"test\" is newer than 1");
    }
}
