package dev.guildhall.operator;

import dev.guildhall.common.config.ConfigReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The operator's configuration in local mode, from `GUILDHALL_*`.
///
/// @param dir the data directory; the manifest lies in it as `cluster.yaml`
/// @param home the built tree, where the pods' programs are
/// @param port the first edge's HTTP port
/// @param training whether programs write their start-up caches when they end
/// @param java17Home a Java for Cassandra; empty: it is looked for
public record OperatorConfig(
        Path dir,
        Path home,
        String bind,
        int port,
        int adminPort,
        boolean training,
        String java17Home) {

    private static final int MAX_PORT = 65_535;

    /// Throws `ConfigException` with all errors at once.
    static OperatorConfig from(Map<String, String> environment) {
        ConfigReader reader = new ConfigReader(environment);
        OperatorConfig config =
                new OperatorConfig(
                        Path.of(reader.required("GUILDHALL_DIR")),
                        Path.of(reader.required("GUILDHALL_HOME")),
                        reader.text("GUILDHALL_BIND", "127.0.0.1"),
                        reader.integer("GUILDHALL_PORT", 8_080, 1, MAX_PORT),
                        reader.integer("GUILDHALL_OPERATOR_ADMIN_PORT", 0, 0, MAX_PORT),
                        reader.flag("GUILDHALL_TRAINING", false),
                        reader.text("JAVA17_HOME", ""));
        reader.check();
        return config;
    }

    /// For the admin port's /config. There are no secrets in it.
    Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("GUILDHALL_DIR", dir.toString());
        shown.put("GUILDHALL_HOME", home.toString());
        shown.put("GUILDHALL_BIND", bind);
        shown.put("GUILDHALL_PORT", Integer.toString(port));
        shown.put("GUILDHALL_OPERATOR_ADMIN_PORT", Integer.toString(adminPort));
        shown.put("GUILDHALL_TRAINING", Boolean.toString(training));
        shown.put("JAVA17_HOME", java17Home);
        return shown;
    }
}
