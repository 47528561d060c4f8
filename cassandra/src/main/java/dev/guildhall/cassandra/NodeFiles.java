package dev.guildhall.cassandra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/// Writes what a node reads at its start: `conf/cassandra.yaml` and `conf/logback.xml`.
final class NodeFiles {

    private static final String LOGBACK =
            """
            <configuration>
              <appender name="STDOUT" class="ch.qos.logback.core.ConsoleAppender">
                <encoder>
                  <pattern>%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level [%thread] %logger{0} %msg%n</pattern>
                </encoder>
              </appender>
              <root level="INFO">
                <appender-ref ref="STDOUT"/>
              </root>
              <logger name="org.apache.cassandra.db" level="WARN"/>
              <logger name="org.apache.cassandra.io" level="WARN"/>
              <logger name="org.apache.cassandra.config" level="WARN"/>
              <logger name="org.apache.cassandra.schema" level="WARN"/>
            </configuration>
            """;

    private NodeFiles() {}

    static void write(NodeOptions node) throws IOException {
        Path conf = Files.createDirectories(conf(node));
        Files.writeString(conf.resolve("cassandra.yaml"), yaml(node));
        Files.writeString(conf.resolve("logback.xml"), LOGBACK);
    }

    static Path conf(NodeOptions node) {
        return node.folder().resolve("conf");
    }

    /// `commitlog_sync: batch`: a write is acknowledged after its record is on disk, and writes
    /// that wait at the same time share one flush.
    private static String yaml(NodeOptions node) {
        String seeds =
                node.seeds().stream()
                        .map(seed -> seed + ":" + node.storagePort())
                        .collect(Collectors.joining(","));
        return """
        cluster_name: guildhall
        num_tokens: 1
        initial_token: %d
        auto_bootstrap: false
        partitioner: org.apache.cassandra.dht.Murmur3Partitioner
        endpoint_snitch: SimpleSnitch
        listen_address: %s
        rpc_address: %s
        storage_port: %d
        native_transport_port: %d
        seed_provider:
          - class_name: org.apache.cassandra.locator.SimpleSeedProvider
            parameters:
              - seeds: "%s"
        data_file_directories: ["%s"]
        commitlog_directory: "%s"
        hints_directory: "%s"
        saved_caches_directory: "%s"
        cdc_raw_directory: "%s"
        commitlog_sync: batch
        commitlog_segment_size: 16MiB
        commitlog_total_space: 512MiB
        paxos_variant: v2
        concurrent_reads: 16
        concurrent_writes: 16
        memtable_heap_space: %dMiB
        memtable_offheap_space: 64MiB
        file_cache_size: 32MiB
        key_cache_size: 8MiB
        counter_cache_size: 0MiB
        concurrent_compactors: 1
        compaction_throughput: 0MiB/s
        auto_snapshot: false
        """
                        .formatted(
                                node.token(),
                                node.address(),
                                node.address(),
                                node.storagePort(),
                                node.cqlPort(),
                                seeds,
                                quoted(node.folder().resolve("data")),
                                quoted(node.folder().resolve("commitlog")),
                                quoted(node.folder().resolve("hints")),
                                quoted(node.folder().resolve("saved_caches")),
                                quoted(node.folder().resolve("cdc")),
                                node.heapMb() / 6)
                + node.security().map(NodeSecurity::yaml).orElse("");
    }

    static String quoted(Path path) {
        return path.toAbsolutePath().toString().replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
