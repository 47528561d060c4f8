package dev.guildhall.guild.store.cassandra;

import dev.guildhall.common.config.ConfigReader;
import dev.guildhall.common.config.Secret;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Where the cluster is and how it is spoken to.
///
/// `replication` is the keyspace's: replicas by datacenter, used only when the keyspace has to be
/// made. `requestTimeoutMs` bounds one request as the driver sees it; `speculativeMs` is how long a
/// read waits before a second node is asked too, 0 for never.
public record CassandraOptions(
        List<InetSocketAddress> contactPoints,
        String localDatacenter,
        String keyspace,
        Map<String, Integer> replication,
        Credentials credentials,
        Tls tls,
        int requestTimeoutMs,
        int speculativeMs) {

    private static final String PREFIX = "GUILDHALL_CASSANDRA_";
    static final String DATACENTER = PREFIX + "DATACENTER";
    private static final int DEFAULT_PORT = 9_042;
    private static final int MAX_PORT = 65_535;
    private static final String NAME = "[A-Za-z][A-Za-z0-9_]{0,47}";

    /// A login; the empty `user` stands for none.
    public record Credentials(String user, Secret password) {

        public static final Credentials NONE = new Credentials("", new Secret(""));
    }

    /// Encryption: PEM files, `trustFile` with the authorities' certificates, and when the cluster
    /// asks for a client's certificate `certificateFile` and `keyFile` (PKCS#8). Without a
    /// `trustFile` the JVM's own authorities are trusted.
    public record Tls(
            boolean enabled,
            boolean verifyHostname,
            String trustFile,
            String certificateFile,
            String keyFile) {

        public static final Tls OFF = new Tls(false, true, "", "", "");
    }

    /// For a cluster without login and encryption.
    public static CassandraOptions plain(
            List<InetSocketAddress> contactPoints, String localDatacenter, String keyspace) {
        return new CassandraOptions(
                contactPoints,
                localDatacenter,
                keyspace,
                Map.of(localDatacenter, 1),
                Credentials.NONE,
                Tls.OFF,
                3_000,
                50);
    }

    public CassandraOptions at(InetSocketAddress contactPoint) {
        return new CassandraOptions(
                List.of(contactPoint),
                localDatacenter,
                keyspace,
                replication,
                credentials,
                tls,
                requestTimeoutMs,
                speculativeMs);
    }

    public CassandraOptions withRequestTimeoutMs(int ms) {
        return new CassandraOptions(
                contactPoints,
                localDatacenter,
                keyspace,
                replication,
                credentials,
                tls,
                ms,
                speculativeMs);
    }

    /// Reads `GUILDHALL_CASSANDRA_*`; leaves what is wrong to the reader's `check`.
    public static CassandraOptions from(ConfigReader reader) {
        String datacenter = reader.text(DATACENTER, "datacenter1");
        String keyspace = reader.text(PREFIX + "KEYSPACE", "guildhall");
        if (!keyspace.matches(NAME)) {
            reader.reject(
                    PREFIX + "KEYSPACE",
                    "\"" + keyspace + "\" is not up to 48 letters, digits and _");
        }
        return new CassandraOptions(
                contactPoints(reader),
                datacenter,
                keyspace,
                replication(reader, datacenter),
                credentials(reader),
                tls(reader),
                reader.integer(PREFIX + "REQUEST_TIMEOUT_MS", 3_000, 100, 60_000),
                reader.integer(PREFIX + "SPECULATIVE_MS", 50, 0, 10_000));
    }

    private static List<InetSocketAddress> contactPoints(ConfigReader reader) {
        String key = PREFIX + "CONTACT_POINTS";
        String text = reader.required(key);
        if (text.isEmpty()) {
            return List.of();
        }
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(point -> contactPoint(reader, key, point))
                .toList();
    }

    /// `host` or `host:port`. Unresolved: the driver looks names up each time it needs them.
    private static InetSocketAddress contactPoint(ConfigReader reader, String key, String point) {
        if (!point.matches("[^:\\s]+(:[0-9]{1,5})?")) {
            reader.reject(key, "\"" + point + "\" is not host or host:port");
            return InetSocketAddress.createUnresolved("invalid", DEFAULT_PORT);
        }
        int colon = point.indexOf(':');
        if (colon < 0) {
            return InetSocketAddress.createUnresolved(point, DEFAULT_PORT);
        }
        int port = Integer.parseInt(point.substring(colon + 1));
        if (port < 1 || port > MAX_PORT) {
            reader.reject(key, "\"" + point + "\" has a port that is not from 1 to " + MAX_PORT);
            return InetSocketAddress.createUnresolved("invalid", DEFAULT_PORT);
        }
        return InetSocketAddress.createUnresolved(point.substring(0, colon), port);
    }

    /// `dc1:3,dc2:3`; by default one replica in the local datacenter.
    private static Map<String, Integer> replication(ConfigReader reader, String datacenter) {
        String key = PREFIX + "REPLICATION";
        Map<String, Integer> replicas = new LinkedHashMap<>();
        for (String part : reader.text(key, datacenter + ":1").split(",", -1)) {
            String[] pair = part.strip().split(":", -1);
            if (pair.length == 2 && pair[0].matches("[\\w.-]+") && pair[1].matches("[1-9]")) {
                replicas.put(pair[0], Integer.parseInt(pair[1]));
            } else {
                reader.reject(key, "\"" + part.strip() + "\" is not datacenter:replicas");
            }
        }
        if (!replicas.containsKey(datacenter)) {
            reader.reject(key, "has no replicas in the local datacenter " + datacenter);
        }
        return replicas;
    }

    private static Credentials credentials(ConfigReader reader) {
        String user = reader.text(PREFIX + "USER", "");
        String password = reader.text(PREFIX + "PASSWORD", "");
        if (user.isEmpty() != password.isEmpty()) {
            reader.reject(PREFIX + "USER", "needs " + PREFIX + "PASSWORD, and the other way round");
        }
        return new Credentials(user, new Secret(password));
    }

    private static Tls tls(ConfigReader reader) {
        Tls tls =
                new Tls(
                        reader.flag(PREFIX + "TLS", false),
                        reader.flag(PREFIX + "TLS_VERIFY_HOSTNAME", true),
                        reader.text(PREFIX + "TLS_TRUST_FILE", ""),
                        reader.text(PREFIX + "TLS_CERTIFICATE_FILE", ""),
                        reader.text(PREFIX + "TLS_KEY_FILE", ""));
        boolean files = !(tls.trustFile() + tls.certificateFile() + tls.keyFile()).isEmpty();
        if (files && !tls.enabled()) {
            reader.reject(PREFIX + "TLS", "has to be true when TLS files are given");
        }
        if (tls.certificateFile().isEmpty() != tls.keyFile().isEmpty()) {
            reader.reject(
                    PREFIX + "TLS_CERTIFICATE_FILE",
                    "needs " + PREFIX + "TLS_KEY_FILE, and the other way round");
        }
        return tls;
    }

    /// For people; without the password.
    public Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put(
                PREFIX + "CONTACT_POINTS",
                contactPoints.stream()
                        .map(point -> point.getHostString() + ":" + point.getPort())
                        .collect(Collectors.joining(",")));
        shown.put(DATACENTER, localDatacenter);
        shown.put(PREFIX + "KEYSPACE", keyspace);
        shown.put(
                PREFIX + "REPLICATION",
                replication.entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + entry.getValue())
                        .collect(Collectors.joining(",")));
        shown.put(PREFIX + "USER", credentials.user());
        shown.put(PREFIX + "PASSWORD", credentials.password().toString());
        shown.put(PREFIX + "TLS", Boolean.toString(tls.enabled()));
        shown.put(PREFIX + "TLS_VERIFY_HOSTNAME", Boolean.toString(tls.verifyHostname()));
        shown.put(PREFIX + "TLS_TRUST_FILE", tls.trustFile());
        shown.put(PREFIX + "TLS_CERTIFICATE_FILE", tls.certificateFile());
        shown.put(PREFIX + "TLS_KEY_FILE", tls.keyFile());
        shown.put(PREFIX + "REQUEST_TIMEOUT_MS", Integer.toString(requestTimeoutMs));
        shown.put(PREFIX + "SPECULATIVE_MS", Integer.toString(speculativeMs));
        return shown;
    }
}
