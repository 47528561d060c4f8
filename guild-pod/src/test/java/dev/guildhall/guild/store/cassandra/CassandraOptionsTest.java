package dev.guildhall.guild.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.guildhall.common.config.ConfigException;
import dev.guildhall.common.config.ConfigReader;
import dev.guildhall.common.config.Secret;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CassandraOptionsTest {

    @Test
    void defaults() {
        // When
        CassandraOptions options = from(Map.of("GUILDHALL_CASSANDRA_CONTACT_POINTS", "db1, db2:1"));

        // Then
        assertThat(options)
                .isEqualTo(
                        new CassandraOptions(
                                List.of(
                                        InetSocketAddress.createUnresolved("db1", 9_042),
                                        InetSocketAddress.createUnresolved("db2", 1)),
                                "datacenter1",
                                "guildhall",
                                Map.of("datacenter1", 1),
                                CassandraOptions.Credentials.NONE,
                                CassandraOptions.Tls.OFF,
                                3_000,
                                50));
    }

    @Test
    void everythingCanBeSet() {
        // When
        CassandraOptions options =
                from(
                        Map.ofEntries(
                                Map.entry("GUILDHALL_CASSANDRA_CONTACT_POINTS", "db"),
                                Map.entry("GUILDHALL_CASSANDRA_DATACENTER", "eu"),
                                Map.entry("GUILDHALL_CASSANDRA_KEYSPACE", "mine"),
                                Map.entry("GUILDHALL_CASSANDRA_REPLICATION", "eu:3,us:2"),
                                Map.entry("GUILDHALL_CASSANDRA_USER", "guild"),
                                Map.entry("GUILDHALL_CASSANDRA_PASSWORD", "hidden"),
                                Map.entry("GUILDHALL_CASSANDRA_TLS", "true"),
                                Map.entry("GUILDHALL_CASSANDRA_TLS_VERIFY_HOSTNAME", "false"),
                                Map.entry("GUILDHALL_CASSANDRA_TLS_TRUST_FILE", "/tls/ca.crt"),
                                Map.entry("GUILDHALL_CASSANDRA_TLS_CERTIFICATE_FILE", "/tls/c.crt"),
                                Map.entry("GUILDHALL_CASSANDRA_TLS_KEY_FILE", "/tls/c.key"),
                                Map.entry("GUILDHALL_CASSANDRA_REQUEST_TIMEOUT_MS", "700"),
                                Map.entry("GUILDHALL_CASSANDRA_SPECULATIVE_MS", "0")));

        // Then
        assertThat(options)
                .isEqualTo(
                        new CassandraOptions(
                                List.of(InetSocketAddress.createUnresolved("db", 9_042)),
                                "eu",
                                "mine",
                                Map.of("eu", 3, "us", 2),
                                new CassandraOptions.Credentials("guild", new Secret("hidden")),
                                new CassandraOptions.Tls(
                                        true, false, "/tls/ca.crt", "/tls/c.crt", "/tls/c.key"),
                                700,
                                0));
        assertThat(options.shown()).hasSize(13).doesNotContainValue("hidden");
        assertThat(options.toString()).doesNotContain("hidden");
    }

    @Test
    void allErrorsComeAtOnce() {
        // When
        ConfigException errors =
                catchThrowableOfType(
                        ConfigException.class,
                        () ->
                                from(
                                        Map.of(
                                                "GUILDHALL_CASSANDRA_CONTACT_POINTS", "db,a b,c:0",
                                                "GUILDHALL_CASSANDRA_KEYSPACE", "no-name",
                                                "GUILDHALL_CASSANDRA_REPLICATION", "eu:3,us",
                                                "GUILDHALL_CASSANDRA_USER", "guild",
                                                "GUILDHALL_CASSANDRA_TLS_KEY_FILE", "/k",
                                                "GUILDHALL_CASSANDRA_SPECULATIVE_MS", "-1")));

        // Then
        assertThat(errors.errors())
                .containsExactlyInAnyOrder(
                        "GUILDHALL_CASSANDRA_CONTACT_POINTS: \"a b\" is not host or host:port",
                        "GUILDHALL_CASSANDRA_CONTACT_POINTS: \"c:0\" has a port that is not from 1"
                                + " to 65535",
                        "GUILDHALL_CASSANDRA_KEYSPACE: \"no-name\" is not up to 48 letters, digits"
                                + " and _",
                        "GUILDHALL_CASSANDRA_REPLICATION: \"us\" is not datacenter:replicas",
                        "GUILDHALL_CASSANDRA_REPLICATION: has no replicas in the local datacenter"
                                + " datacenter1",
                        "GUILDHALL_CASSANDRA_USER: needs GUILDHALL_CASSANDRA_PASSWORD, and the"
                                + " other way round",
                        "GUILDHALL_CASSANDRA_TLS: has to be true when TLS files are given",
                        "GUILDHALL_CASSANDRA_TLS_CERTIFICATE_FILE: needs"
                                + " GUILDHALL_CASSANDRA_TLS_KEY_FILE, and the other way round",
                        "GUILDHALL_CASSANDRA_SPECULATIVE_MS: \"-1\" is not a whole number from 0 to"
                                + " 10000");
    }

    private static CassandraOptions from(Map<String, String> environment) {
        ConfigReader reader = new ConfigReader(environment);
        CassandraOptions options = CassandraOptions.from(reader);
        reader.check();
        return options;
    }
}
