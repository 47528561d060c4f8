package dev.guildhall.operator.local;

import dev.guildhall.operator.api.ReplicationSpec;
import dev.guildhall.operator.api.RetentionSpec;
import dev.guildhall.operator.api.StoreSpec;
import dev.guildhall.operator.api.TlsSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What guild pods are told of the store. Secrets are folders here, laid out as Kubernetes mounts
/// them: a file for each key.
public final class StoreEnvironment {

    private static final String PREFIX = "GUILDHALL_CASSANDRA_";
    private static final String USERNAME = "username";
    private static final String PASSWORD = "password";
    private static final String AUTHORITY = "ca.crt";
    private static final String CERTIFICATE = "tls.crt";
    private static final String KEY = "tls.key";

    private StoreEnvironment() {}

    /// `ownContactPoint` is where the directory's own Cassandra is, used when the spec names none.
    public static Map<String, String> of(StoreSpec store, String ownContactPoint)
            throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("GUILDHALL_STORE", store.kind().label());
        if (store.kind() == StoreSpec.Kind.EMBEDDED) {
            return environment;
        }
        List<String> points = store.contactPoints();
        environment.put(
                PREFIX + "CONTACT_POINTS",
                points == null ? ownContactPoint : String.join(",", points));
        environment.put(PREFIX + "DATACENTER", store.localDatacenter());
        environment.put(PREFIX + "KEYSPACE", store.keyspace());
        List<ReplicationSpec> replication = store.replication();
        if (replication != null) {
            environment.put(PREFIX + "REPLICATION", text(replication));
        }
        String credentials = store.credentials();
        if (credentials != null) {
            environment.put(PREFIX + "USER", read(Path.of(credentials, USERNAME)));
            environment.put(PREFIX + "PASSWORD", read(Path.of(credentials, PASSWORD)));
        }
        TlsSpec tls = store.tls();
        if (tls != null) {
            addTls(environment, tls);
        }
        RetentionSpec retention = store.retention();
        if (retention != null) {
            environment.put("GUILDHALL_RETENTION_DAYS", Integer.toString(retention.messageDays()));
            environment.put("GUILDHALL_RETENTION_DAYS_BY_GUILD", byGuild(retention));
        }
        return environment;
    }

    private static void addTls(Map<String, String> environment, TlsSpec tls) {
        environment.put(PREFIX + "TLS", "true");
        environment.put(PREFIX + "TLS_VERIFY_HOSTNAME", Boolean.toString(tls.verifyHostname()));
        Path secret = Path.of(tls.secret()).toAbsolutePath();
        environment.put(PREFIX + "TLS_TRUST_FILE", secret.resolve(AUTHORITY).toString());
        if (Files.exists(secret.resolve(CERTIFICATE))) {
            environment.put(
                    PREFIX + "TLS_CERTIFICATE_FILE", secret.resolve(CERTIFICATE).toString());
            environment.put(PREFIX + "TLS_KEY_FILE", secret.resolve(KEY).toString());
        }
    }

    private static String text(List<ReplicationSpec> replication) {
        return replication.stream()
                .map(each -> each.datacenter() + ":" + each.replicas())
                .collect(Collectors.joining(","));
    }

    private static String byGuild(RetentionSpec retention) {
        return retention.guilds().stream()
                .map(each -> each.guildId() + "=" + each.messageDays())
                .collect(Collectors.joining(","));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file).strip();
    }

    /// What is wrong with the folders that the spec names, one line each.
    public static List<String> faults(StoreSpec store) {
        List<String> faults = new ArrayList<>();
        String credentials = store.credentials();
        if (credentials != null) {
            check("spec.store.credentials", credentials, List.of(USERNAME, PASSWORD), faults);
        }
        TlsSpec tls = store.tls();
        if (tls != null) {
            boolean client = Files.exists(Path.of(tls.secret(), CERTIFICATE));
            List<String> files = client ? List.of(AUTHORITY, KEY) : List.of(AUTHORITY);
            check("spec.store.tls.secret", tls.secret(), files, faults);
        }
        return faults;
    }

    private static void check(
            String field, String folder, List<String> names, List<String> faults) {
        for (String name : names) {
            if (!Files.isReadable(Path.of(folder, name))) {
                faults.add(
                        "%s: \"%s\": there is no readable file %s in it; in local mode it is a folder with the files %s"
                                .formatted(field, folder, name, String.join(", ", names)));
            }
        }
    }
}
