package dev.guildhall.operator.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhall.operator.local.DataDir;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which Cassandra a command means, where it is not the data directory's store.
final class ClusterOption {

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "A GuildCluster whose store is meant.")
    private @Nullable Path file;

    @Option(
            names = "--contact-points",
            paramLabel = "HOST:PORT,...",
            description = "Nodes of a cluster (default: the data directory's own Cassandra).")
    private @Nullable String contactPoints;

    @Option(
            names = "--datacenter",
            paramLabel = "NAME",
            description = "The datacenter to talk to (default: datacenter1).")
    private @Nullable String datacenter;

    @Option(
            names = "--keyspace",
            paramLabel = "NAME",
            description = "The keyspace (default: guildhall).")
    private @Nullable String keyspace;

    @Option(
            names = "--credentials",
            paramLabel = "FOLDER",
            description = "A folder with the files username and password.")
    private @Nullable Path credentials;

    @Option(
            names = "--tls",
            paramLabel = "FOLDER",
            description =
                    "A folder with ca.crt, and tls.crt and tls.key when the cluster asks for a"
                            + " client's certificate.")
    private @Nullable Path tls;

    boolean isGiven() {
        return file != null
                || contactPoints != null
                || datacenter != null
                || keyspace != null
                || credentials != null
                || tls != null;
    }

    /// Whether a cluster is named, rather than more about the data directory's own.
    boolean namesCluster() {
        return file != null || contactPoints != null;
    }

    /// The store that the options name, on top of the file's or else of the directory's.
    NamedCluster cluster(DataDir dir) throws IOException {
        Path named = file;
        ObjectNode store =
                named == null
                        ? NamedCluster.kept(dir).orElseGet(NamedCluster::ownStore)
                        : NamedCluster.of(named);
        put(store);
        return NamedCluster.checked(store);
    }

    private void put(ObjectNode store) {
        if (contactPoints != null) {
            ArrayNode points = store.putArray("contactPoints");
            List.of(contactPoints.split(",", -1)).forEach(point -> points.add(point.strip()));
        }
        put(store, "localDatacenter", datacenter);
        put(store, "keyspace", keyspace);
        put(store, "credentials", absolute(credentials));
        String secret = absolute(tls);
        if (secret != null) {
            store.putObject("tls").put("secret", secret);
        }
    }

    private static void put(ObjectNode store, String field, @Nullable String value) {
        if (value != null) {
            store.put(field, value);
        }
    }

    private static @Nullable String absolute(@Nullable Path folder) {
        return folder == null ? null : folder.toAbsolutePath().normalize().toString();
    }
}
