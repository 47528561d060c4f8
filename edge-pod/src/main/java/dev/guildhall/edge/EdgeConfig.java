package dev.guildhall.edge;

import dev.guildhall.common.config.ConfigReader;
import dev.guildhall.edge.protocol.GatewayLimits;
import dev.guildhall.edge.rest.RestConfig;
import dev.guildhall.edge.session.SessionLimits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What an edge pod is told by its environment, see docs/gateway.md and docs/api.md.
///
/// `directory` is the operator's `host:port`. Ports of 0 take any free one. `publicGateway` is what
/// clients are told to connect to; absent: the address that the edge listens on. One that stands by
/// takes no port until the operator gives it a number, which is added to `httpPort`.
public record EdgeConfig(
        String pod,
        String directory,
        String bind,
        int httpPort,
        boolean standby,
        int adminPort,
        Optional<String> publicGateway,
        long drainTimeoutMs,
        SessionLimits session,
        RestConfig rest) {

    private static final int MAX_PORT = 65_535;
    private static final long MAX_MS = 3_600_000;

    /// Reads `GUILDHALL_*`; throws [dev.guildhall.common.config.ConfigException] with all errors.
    public static EdgeConfig read(Map<String, String> environment) {
        ConfigReader reader = new ConfigReader(environment);
        EdgeConfig config =
                new EdgeConfig(
                        reader.required("GUILDHALL_POD"),
                        reader.required("GUILDHALL_DIRECTORY"),
                        reader.text("GUILDHALL_BIND", "127.0.0.1"),
                        reader.integer("GUILDHALL_HTTP_PORT", 8_080, 0, MAX_PORT),
                        reader.flag("GUILDHALL_STANDBY", false),
                        reader.integer("GUILDHALL_ADMIN_PORT", 0, 0, MAX_PORT),
                        reader.optional("GUILDHALL_PUBLIC_GATEWAY"),
                        reader.number("GUILDHALL_DRAIN_TIMEOUT_MS", 2_000, 0, MAX_MS),
                        session(reader),
                        RestConfig.read(reader, "", GatewayLimits.MAX_CONCURRENCY));
        if (config.standby() && config.publicGateway().isEmpty()) {
            reader.reject("GUILDHALL_PUBLIC_GATEWAY", "needed with GUILDHALL_STANDBY=true");
        }
        reader.check();
        return config;
    }

    /// What /config shows. There are no secrets in it.
    public Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("GUILDHALL_POD", pod);
        shown.put("GUILDHALL_DIRECTORY", directory);
        shown.put("GUILDHALL_BIND", bind);
        shown.put("GUILDHALL_HTTP_PORT", Integer.toString(httpPort));
        shown.put("GUILDHALL_STANDBY", Boolean.toString(standby));
        shown.put("GUILDHALL_ADMIN_PORT", Integer.toString(adminPort));
        shown.put("GUILDHALL_PUBLIC_GATEWAY", publicGateway.orElse(""));
        shown.put("GUILDHALL_DRAIN_TIMEOUT_MS", Long.toString(drainTimeoutMs));
        shown.put("GUILDHALL_HEARTBEAT_MS", Long.toString(session.heartbeatIntervalMs()));
        shown.put("GUILDHALL_IDENTIFY_TIMEOUT_MS", Long.toString(session.identifyTimeoutMs()));
        shown.put("GUILDHALL_RESUME_WINDOW_MS", Long.toString(session.resumeWindowMs()));
        shown.put("GUILDHALL_AUTH_DEV", Boolean.toString(rest.authDev()));
        return shown;
    }

    private static SessionLimits session(ConfigReader reader) {
        SessionLimits defaults = SessionLimits.defaults();
        return new SessionLimits(
                reader.number(
                        "GUILDHALL_HEARTBEAT_MS", defaults.heartbeatIntervalMs(), 1_000, MAX_MS),
                reader.number(
                        "GUILDHALL_IDENTIFY_TIMEOUT_MS",
                        defaults.identifyTimeoutMs(),
                        1_000,
                        MAX_MS),
                reader.number(
                        "GUILDHALL_RESUME_WINDOW_MS", defaults.resumeWindowMs(), 1_000, MAX_MS),
                defaults.ringDispatches(),
                defaults.ringBytes(),
                defaults.openRequests(),
                defaults.openingGuilds(),
                defaults.paceBytes());
    }
}
