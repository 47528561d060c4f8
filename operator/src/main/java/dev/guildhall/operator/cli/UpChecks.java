package dev.guildhall.operator.cli;

import dev.guildhall.operator.api.GuildClusterSpec;
import dev.guildhall.operator.api.StoreSpec;
import dev.guildhall.operator.local.DataDir;
import dev.guildhall.operator.schema.ManifestException;
import dev.guildhall.operator.schema.ManifestReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has to hold before anything is started: all that is wrong is said at once.
final class UpChecks {

    private static final int MAX_PORT = 65_535;

    private UpChecks() {}

    /// A start that may go on.
    ///
    /// @param manifest the YAML text
    record Checked(String manifest, GuildClusterSpec spec, int port) {}

    /// What was asked for.
    ///
    /// @param file a GuildCluster; null: a sample
    /// @param store the sample's kind of store; null: the directory's
    /// @param home the built tree
    record Wanted(@Nullable Path file, @Nullable String store, int port, Path home) {}

    static Checked check(Wanted wanted, Instance instance, DataDir dir) throws IOException {
        Path file = wanted.file();
        List<String> errors = new ArrayList<>();
        checkUnused(instance, dir, errors);
        checkWhole(dir, errors);
        String manifest = "";
        GuildClusterSpec spec = null;
        try {
            manifest =
                    file == null
                            ? sample(StoreChecks.kind(wanted, dir, errors), dir)
                            : manifest(file);
            spec = new ManifestReader().read(manifest);
        } catch (ManifestException e) {
            e.errors().forEach(error -> errors.add("-f %s: %s".formatted(file, error)));
        }
        int edges = spec == null ? 1 : spec.edges().min();
        int chosen = checkPorts(wanted.port(), edges, errors);
        if (spec != null) {
            StoreChecks.check(wanted, spec.store(), dir, errors);
        }
        if (spec == null || !errors.isEmpty()) {
            throw RefusedException.badInput(errors);
        }
        return new Checked(manifest, spec, chosen);
    }

    private static String manifest(Path file) throws ManifestException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ManifestException(
                    List.of(
                            "cannot be read: %s; a readable YAML file with a GuildCluster is allowed"
                                    .formatted(e)));
        }
    }

    /// The sample, with the Cassandra that the directory was last started or filled with.
    private static String sample(StoreSpec.Kind kind, DataDir dir) throws IOException {
        if (kind == StoreSpec.Kind.EMBEDDED) {
            return NamedCluster.sample("local");
        }
        var kept = NamedCluster.kept(dir);
        return kept.isPresent()
                ? NamedCluster.checked(kept.get()).manifest()
                : NamedCluster.sample("local-cassandra");
    }

    private static void checkWhole(DataDir dir, List<String> errors) {
        if (Files.exists(dir.migrationJournal())) {
            errors.add(
                    "--data: \"%s\" holds a migration that was not finished; give the same `guildhall store migrate` again, or delete %s to go on without"
                            .formatted(dir.root(), dir.migrationJournal()));
        }
        if (Files.exists(dir.restoreJournal())) {
            errors.add(
                    "--data: \"%s\" holds a restore that was not finished; give the same `guildhall restore` again"
                            .formatted(dir.root()));
        }
    }

    static void checkUnused(Instance instance, DataDir dir, List<String> errors) {
        List<ProcessHandle> living = instance.all();
        if (!living.isEmpty()) {
            errors.add(
                    "--data: \"%s\" is used by a Guildhall that runs (process %d); end it with"
                                    .formatted(dir.root(), living.getFirst().pid())
                            + " `guildhall down --data %s` or name another directory"
                                    .formatted(dir.root()));
        }
    }

    private static int checkPorts(int port, int edges, List<String> errors) throws IOException {
        if (port < 0 || port > MAX_PORT - edges + 1) {
            errors.add(
                    "--port: %d is not a port; 1 to %d is allowed, or 0 for any free one"
                            .formatted(port, MAX_PORT - edges + 1));
            return port;
        }
        if (port == 0) {
            return bind(0);
        }
        for (int each = port; each < port + edges; each++) {
            checkFree(port, each, errors);
        }
        return port;
    }

    private static void checkFree(int first, int port, List<String> errors) {
        try {
            var _ = bind(port);
        } catch (IOException e) {
            errors.add(
                    "--port: %d is taken on 127.0.0.1%s (%s); a free port from 1 to %d is allowed"
                            .formatted(
                                    port,
                                    port == first
                                            ? ""
                                            : " (edges take the ports from " + first + ")",
                                    e.getMessage(),
                                    MAX_PORT));
        }
    }

    /// Takes a port for a moment; gives which it was.
    private static int bind(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1);
            return socket.getLocalPort();
        }
    }
}
