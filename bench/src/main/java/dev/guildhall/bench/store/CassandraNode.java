package dev.guildhall.bench.store;

import dev.guildhall.cassandra.LocalCassandra;
import dev.guildhall.cassandra.SharedCassandra;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/// One Cassandra node, as local mode runs it (`commitlog_sync: batch`), in a new folder; it ends
/// with this process.
final class CassandraNode implements AutoCloseable {

    private final LocalCassandra node;
    private int keyspaces;

    private CassandraNode(LocalCassandra node) {
        this.node = node;
    }

    /// Below `folder`. Returns when it answers.
    static CassandraNode start(Path folder) {
        try {
            Path files = Files.createTempDirectory(folder, "cassandra");
            LocalCassandra node = SharedCassandra.ofItsOwn(System.getenv(), files);
            node.start();
            return new CassandraNode(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InetSocketAddress contactPoint() {
        return node.contactPoint();
    }

    /// A keyspace that does not exist yet.
    String newKeyspace() {
        keyspaces++;
        return "bench_" + keyspaces;
    }

    @Override
    public void close() {
        node.kill();
    }
}
