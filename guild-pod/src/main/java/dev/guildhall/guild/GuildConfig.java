package dev.guildhall.guild;

import dev.guildhall.common.config.ConfigReader;
import dev.guildhall.guild.store.cassandra.CassandraOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A guild pod's configuration, from `GUILDHALL_*`.
///
/// `directory` is the operator's host:port; empty: there is no operator, and this pod owns every
/// guild under epoch 1. `cassandra` is where everything is stored; empty: in files under `data`.
/// `retention` says for how long messages are kept; only Cassandra lets go of any. Ports are 0 for
/// any free one. `worker` (0 to 1023) makes ids unique: no two running pods share one.
public record GuildConfig(
        String pod,
        Path data,
        Optional<CassandraOptions> cassandra,
        Retention retention,
        String directory,
        String bind,
        int grpcPort,
        int adminPort,
        int worker) {

    private static final int MAX_PORT = 65_535;
    private static final int MAX_WORKER = 1_023;
    private static final String STORE = "GUILDHALL_STORE";
    private static final String EMBEDDED = "embedded";
    private static final String CASSANDRA = "cassandra";

    /// Throws `ConfigException` with all errors at once.
    static GuildConfig from(Map<String, String> environment) {
        ConfigReader reader = new ConfigReader(environment);
        String pod = reader.required("GUILDHALL_POD");
        String data = reader.required("GUILDHALL_DATA");
        String directory = reader.text("GUILDHALL_DIRECTORY", "");
        if (!directory.isEmpty() && !directory.matches("[^:]+:[0-9]{1,5}")) {
            reader.reject("GUILDHALL_DIRECTORY", "\"" + directory + "\" is not host:port");
        }
        Optional<CassandraOptions> cassandra = cassandra(reader);
        Retention retention = Retention.from(reader);
        if (cassandra.isEmpty() && !retention.isForever()) {
            reader.reject(
                    "GUILDHALL_RETENTION_DAYS",
                    "needs " + STORE + "=cassandra: the embedded store keeps messages for ever");
        }
        GuildConfig config =
                new GuildConfig(
                        pod,
                        Path.of(data),
                        cassandra,
                        retention,
                        directory,
                        reader.text("GUILDHALL_BIND", "127.0.0.1"),
                        reader.integer("GUILDHALL_GRPC_PORT", 0, 0, MAX_PORT),
                        reader.integer("GUILDHALL_ADMIN_PORT", 0, 0, MAX_PORT),
                        reader.integer("GUILDHALL_WORKER", 0, 0, MAX_WORKER));
        reader.check();
        return config;
    }

    private static Optional<CassandraOptions> cassandra(ConfigReader reader) {
        String kind = reader.text(STORE, EMBEDDED);
        return switch (kind) {
            case EMBEDDED -> Optional.empty();
            case CASSANDRA -> Optional.of(CassandraOptions.from(reader));
            default -> {
                reader.reject(STORE, "\"" + kind + "\" is neither embedded nor cassandra");
                yield Optional.empty();
            }
        };
    }

    /// For the admin port's /config. There are no secrets in it.
    Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("GUILDHALL_POD", pod);
        shown.put("GUILDHALL_DATA", data.toString());
        shown.put(STORE, cassandra.isPresent() ? CASSANDRA : EMBEDDED);
        cassandra.ifPresent(options -> shown.putAll(options.shown()));
        shown.putAll(retention.shown());
        shown.put("GUILDHALL_DIRECTORY", directory);
        shown.put("GUILDHALL_BIND", bind);
        shown.put("GUILDHALL_GRPC_PORT", Integer.toString(grpcPort));
        shown.put("GUILDHALL_ADMIN_PORT", Integer.toString(adminPort));
        shown.put("GUILDHALL_WORKER", Integer.toString(worker));
        return shown;
    }
}
