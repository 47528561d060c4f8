package dev.guildhall.cassandra;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// Several nodes at 127.0.0.1, 127.0.0.2 and so on, which end with this JVM. For one thread.
public final class LocalCluster implements AutoCloseable {

    private static final int HEAP_MB = 224;

    private final List<LocalCassandra> nodes;

    private LocalCluster(List<LocalCassandra> nodes) {
        this.nodes = nodes;
    }

    /// Nodes of small heaps, each with its files in a folder of its own below `folder`; started and
    /// answering on return.
    public static LocalCluster start(Path java, ServerFiles files, Path folder, int size) {
        List<String> addresses =
                IntStream.rangeClosed(1, size).mapToObj(i -> "127.0.0." + i).toList();
        int cqlPort = FreePorts.at(addresses);
        int storagePort = FreePorts.at(addresses);
        OptionalLong parent = OptionalLong.of(ProcessHandle.current().pid());
        List<LocalCassandra> nodes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            NodeOptions options =
                    new NodeOptions(
                            folder.resolve("node" + (i + 1)),
                            addresses.get(i),
                            cqlPort,
                            storagePort,
                            addresses,
                            token(i, size),
                            HEAP_MB,
                            parent,
                            Optional.empty());
            nodes.add(new LocalCassandra(java, files, options));
        }
        LocalCluster cluster = new LocalCluster(nodes);
        try {
            nodes.forEach(LocalCassandra::begin);
            nodes.forEach(LocalCassandra::awaitReady);
        } catch (CassandraException e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    /// Evenly around the ring of Murmur3.
    private static long token(int index, int size) {
        return Long.MIN_VALUE + 1 + index * (Long.MAX_VALUE / size * 2);
    }

    public LocalCassandra node(int index) {
        return nodes.get(index);
    }

    public List<LocalCassandra> nodes() {
        return nodes;
    }

    public List<InetSocketAddress> contactPoints() {
        return nodes.stream().map(LocalCassandra::contactPoint).toList();
    }

    /// All at once and without grace: nobody needs the data again.
    @Override
    public void close() {
        nodes.forEach(LocalCassandra::kill);
    }
}
