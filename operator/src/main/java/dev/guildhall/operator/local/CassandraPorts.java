package dev.guildhall.operator.local;

import dev.guildhall.cassandra.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// The ports of a directory's own Cassandra, which lie in a file while it runs.
///
/// @param cql where clients connect
/// @param storage where nodes would
public record CassandraPorts(int cql, int storage) {

    private static final String ADDRESS = "127.0.0.1";
    private static final String CQL = "cql";
    private static final String STORAGE = "storage";

    /// Chooses free ones and writes them down.
    public static CassandraPorts choose(DataDir dir) throws IOException {
        CassandraPorts ports =
                new CassandraPorts(FreePorts.at(List.of(ADDRESS)), FreePorts.at(List.of(ADDRESS)));
        Properties properties = new Properties();
        properties.setProperty(CQL, Integer.toString(ports.cql));
        properties.setProperty(STORAGE, Integer.toString(ports.storage));
        Files.createDirectories(dir.cassandra());
        try (var writer = Files.newBufferedWriter(file(dir))) {
            properties.store(writer, null);
        }
        return ports;
    }

    /// Those that were written down; empty when there are none.
    static Optional<CassandraPorts> read(DataDir dir) throws IOException {
        if (!Files.exists(file(dir))) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file(dir))) {
            properties.load(reader);
        }
        return Optional.of(
                new CassandraPorts(
                        Integer.parseInt(properties.getProperty(CQL)),
                        Integer.parseInt(properties.getProperty(STORAGE))));
    }

    /// Where the directory's Cassandra is, when its instance runs.
    public static Optional<String> contactPointOfRunning(DataDir dir) throws IOException {
        boolean lives =
                Liveness.withArgument(dir.marker()).stream()
                        .anyMatch(process ->
                                List.of(process.info().arguments().orElse(new String[0]))
                                        .contains(dir.podMarker(OwnCassandra.NAME)));
        return lives ? read(dir).map(CassandraPorts::contactPoint) : Optional.empty();
    }

    /// host:port where clients connect.
    public String contactPoint() {
        return ADDRESS + ":" + cql;
    }

    private static Path file(DataDir dir) {
        return dir.cassandra().resolve("ports.properties");
    }
}
