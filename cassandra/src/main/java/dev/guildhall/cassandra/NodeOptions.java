package dev.guildhall.cassandra;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One node of a cluster on this machine.
///
/// @param folder where all of its files lie: conf, data, commit log
/// @param address a loopback address, which tells the nodes of a cluster apart
/// @param cqlPort where clients connect, the same for all nodes of a cluster
/// @param storagePort where nodes connect to each other, the same for all nodes of a cluster
/// @param seeds addresses of the nodes that a starting one asks, itself among them
/// @param token its one place on the ring
/// @param heapMb the JVM's heap; the process takes about 200 MB more
/// @param parent the process whose end ends the node; empty: it lives until it is told to stop
/// @param security empty: anybody on this machine may connect
public record NodeOptions(
        Path folder,
        String address,
        int cqlPort,
        int storagePort,
        List<String> seeds,
        long token,
        int heapMb,
        OptionalLong parent,
        Optional<NodeSecurity> security) {

    static final int DEFAULT_HEAP_MB = 384;

    /// A cluster of one node at 127.0.0.1.
    public static NodeOptions single(Path folder, int cqlPort, int storagePort) {
        String address = "127.0.0.1";
        return new NodeOptions(
                folder,
                address,
                cqlPort,
                storagePort,
                List.of(address),
                0,
                DEFAULT_HEAP_MB,
                OptionalLong.empty(),
                Optional.empty());
    }

    /// The same, ending with this JVM.
    public NodeOptions guarded() {
        long pid = ProcessHandle.current().pid();
        return new NodeOptions(
                folder,
                address,
                cqlPort,
                storagePort,
                seeds,
                token,
                heapMb,
                OptionalLong.of(pid),
                security);
    }

    public NodeOptions secured(NodeSecurity by) {
        return new NodeOptions(
                folder,
                address,
                cqlPort,
                storagePort,
                seeds,
                token,
                heapMb,
                parent,
                Optional.of(by));
    }
}
