package dev.guildhall.operator.local;

import dev.guildhall.operator.api.GuildClusterSpec;
import dev.guildhall.operator.api.StoreSpec;
import dev.guildhall.operator.plan.Plan;
import dev.guildhall.operator.plan.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The guild pods' and edge pods' programs, with their configuration.
public final class PodPrograms implements Programs {

    private static final String BIND = "127.0.0.1";
    private static final int WORKERS = 1_024;
    private static final List<String> GUILD_OPTIONS = List.of("-Xms24m", "-Xmx768m");
    private static final List<String> EDGE_OPTIONS = List.of("-Xms24m", "-Xmx768m");

    private final JavaCommand java;
    private final DataDir dir;
    private final GuildClusterSpec spec;
    private final LocalState.Endpoints endpoints;
    private final Map<String, String> store;
    private final int directoryPort;
    private final int firstPort;

    /// `store` is what guild pods are told of it.
    public PodPrograms(
            JavaCommand java,
            DataDir dir,
            GuildClusterSpec spec,
            LocalState.Endpoints endpoints,
            Map<String, String> store,
            int directoryPort,
            int firstPort) {
        this.java = java;
        this.dir = dir;
        this.spec = spec;
        this.endpoints = endpoints;
        this.store = Map.copyOf(store);
        this.directoryPort = directoryPort;
        this.firstPort = firstPort;
    }

    @Override
    public Program of(Plan.Start start) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("GUILDHALL_POD", start.pod());
        environment.put("GUILDHALL_DIRECTORY", BIND + ":" + directoryPort);
        environment.put("GUILDHALL_BIND", BIND);
        environment.put("GUILDHALL_ADMIN_PORT", "0");
        return start.role() == Role.GUILD ? guild(environment, start) : edge(environment, start);
    }

    private Program guild(Map<String, String> environment, Plan.Start start) throws IOException {
        environment.put("GUILDHALL_DATA", dir.store().toString());
        environment.putAll(store);
        environment.put("GUILDHALL_GRPC_PORT", "0");
        environment.put("GUILDHALL_WORKER", Long.toString(start.epoch() % WORKERS));
        boolean files = spec.store().kind() == StoreSpec.Kind.EMBEDDED;
        return new Program(
                java.of(
                        "guild-pod",
                        files ? "guild-pod" : "guild-pod-cassandra",
                        "dev.guildhall.guild.GuildMain",
                        options(GUILD_OPTIONS, start.pod())),
                environment);
    }

    private Program edge(Map<String, String> environment, Plan.Start start) throws IOException {
        boolean standsBy = start.ordinal() == Plan.NOWHERE;
        int port = standsBy ? firstPort : firstPort + start.ordinal();
        environment.put("GUILDHALL_HTTP_PORT", Integer.toString(port));
        environment.put("GUILDHALL_STANDBY", Boolean.toString(standsBy));
        environment.put("GUILDHALL_PUBLIC_GATEWAY", endpoints.gateway());
        environment.put("GUILDHALL_AUTH_DEV", Boolean.toString(spec.auth().dev()));
        String rateLimits = spec.gateway().rateLimits();
        if (rateLimits != null) {
            environment.put("GUILDHALL_RATE_LIMITS", rateLimits);
        }
        return new Program(
                java.of(
                        "edge-pod",
                        "edge-pod",
                        "dev.guildhall.edge.EdgeMain",
                        options(EDGE_OPTIONS, start.pod())),
                environment);
    }

    private List<String> options(List<String> own, String pod) {
        List<String> options = new ArrayList<>(own);
        options.add(dir.marker());
        options.add(dir.podMarker(pod));
        return options;
    }
}
