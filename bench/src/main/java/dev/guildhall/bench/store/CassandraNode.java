package dev.guildhall.bench.store;

import dev.guildhall.cassandra.LocalCassandra;
import dev.guildhall.cassandra.SharedCassandra;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/// One Cassandra node, as local mode runs it (`commitlog_sync: batch`), in a new folder; it ends
/// with this process.
final class CassandraNode implements AutoCloseable {

    private final NewFolder folder;
    private final LocalCassandra node;
    private int keyspaces;

    private CassandraNode(NewFolder folder, LocalCassandra node) {
        this.folder = folder;
        this.node = node;
    }

    /// Below `folder`. Returns when it answers.
    static CassandraNode start(Path folder) {
        NewFolder files = NewFolder.in(folder, "cassandra");
        LocalCassandra node = SharedCassandra.ofItsOwn(System.getenv(), files.path());
        node.start();
        return new CassandraNode(files, node);
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
        folder.close();
    }
}
