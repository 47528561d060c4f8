package dev.guildhall.operator.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.operator.api.StoreSpec;
import dev.guildhall.operator.schema.ManifestReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreEnvironmentTest {

    @TempDir Path folder;

    @Test
    void filesNeedNothing() throws Exception {
        assertThat(StoreEnvironment.of(store("kind: embedded"), ""))
                .isEqualTo(Map.of("GUILDHALL_STORE", "embedded"));
    }

    @Test
    void podsAreToldTheDirectorysOwnCassandra() throws Exception {
        assertThat(StoreEnvironment.of(store("kind: cassandra"), "127.0.0.1:9999"))
                .isEqualTo(
                        Map.of(
                                "GUILDHALL_STORE", "cassandra",
                                "GUILDHALL_CASSANDRA_CONTACT_POINTS", "127.0.0.1:9999",
                                "GUILDHALL_CASSANDRA_DATACENTER", "datacenter1",
                                "GUILDHALL_CASSANDRA_KEYSPACE", "guildhall"));
    }

    @Test
    void podsAreToldAllOfAClusterAndItsSecrets() throws Exception {
        // Given
        Files.writeString(folder.resolve("username"), "guild\n");
        Files.writeString(folder.resolve("password"), "hall\n");
        Files.writeString(folder.resolve("ca.crt"), "");
        StoreSpec spec =
                store(
                        """
                        kind: cassandra
                            contactPoints: ["a.example:9042", "10.0.0.2"]
                            localDatacenter: dc1
                            keyspace: halls
                            replication: [{datacenter: dc1, replicas: 3}, {datacenter: dc2, replicas: 2}]
                            credentials: FOLDER
                            tls: {secret: FOLDER, verifyHostname: false}
                            retention: {messageDays: 30, guilds: [{guildId: "77", messageDays: 0}]}
                        """
                                .replace("FOLDER", folder.toString()));

        // When
        Map<String, String> environment = StoreEnvironment.of(spec, "");

        // Then
        assertThat(StoreEnvironment.faults(spec)).isEmpty();
        assertThat(environment)
                .containsEntry("GUILDHALL_CASSANDRA_CONTACT_POINTS", "a.example:9042,10.0.0.2")
                .containsEntry("GUILDHALL_CASSANDRA_DATACENTER", "dc1")
                .containsEntry("GUILDHALL_CASSANDRA_KEYSPACE", "halls")
                .containsEntry("GUILDHALL_CASSANDRA_REPLICATION", "dc1:3,dc2:2")
                .containsEntry("GUILDHALL_CASSANDRA_USER", "guild")
                .containsEntry("GUILDHALL_CASSANDRA_PASSWORD", "hall")
                .containsEntry("GUILDHALL_CASSANDRA_TLS", "true")
                .containsEntry("GUILDHALL_CASSANDRA_TLS_VERIFY_HOSTNAME", "false")
                .containsEntry(
                        "GUILDHALL_CASSANDRA_TLS_TRUST_FILE", folder.resolve("ca.crt").toString())
                .containsEntry("GUILDHALL_RETENTION_DAYS", "30")
                .containsEntry("GUILDHALL_RETENTION_DAYS_BY_GUILD", "77=0")
                .doesNotContainKey("GUILDHALL_CASSANDRA_TLS_KEY_FILE");
    }

    @Test
    void everyFileThatASecretLacksIsNamed() throws Exception {
        // Given
        StoreSpec spec =
                store(
                        """
                        kind: cassandra
                            credentials: FOLDER
                            tls: {secret: FOLDER}
                        """
                                .replace("FOLDER", folder.toString()));

        // When, Then
        assertThat(StoreEnvironment.faults(spec))
                .hasSize(3)
                .anyMatch(fault -> fault.contains("credentials") && fault.contains("username"))
                .anyMatch(fault -> fault.contains("credentials") && fault.contains("password"))
                .anyMatch(fault -> fault.contains("tls.secret") && fault.contains("ca.crt"));
    }

    private static StoreSpec store(String text) throws Exception {
        String manifest =
                """
                apiVersion: guildhall.dev/v1alpha1
                kind: GuildCluster
                metadata: {name: test}
                spec:
                  edges: {}
                  store:
                    STORE
                """;
        return new ManifestReader().read(manifest.replace("STORE", text)).store();
    }
}
