package dev.guildhall.cassandra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One node for all tests of a JVM: started when the first asks for it, in a folder that goes with
/// it. It ends with the JVM, also when that is killed. Tests keep apart by keyspaces of their own.
public final class SharedCassandra {

    private static @Nullable LocalCassandra node;

    private SharedCassandra() {}

    /// The node, which answers. `environment` is for JAVA17_HOME. Any thread may ask.
    public static synchronized LocalCassandra get(Map<String, String> environment) {
        LocalCassandra running = node;
        if (running == null) {
            running = start(environment);
            node = running;
        }
        return running;
    }

    /// A node of the caller's own, not started yet, for tests that kill it.
    public static LocalCassandra ofItsOwn(Map<String, String> environment, Path folder) {
        return of(environment, options(folder));
    }

    /// The same with a login and TLS.
    public static LocalCassandra secured(
            Map<String, String> environment, Path folder, NodeSecurity by) {
        return of(environment, options(folder).secured(by));
    }

    private static LocalCassandra of(Map<String, String> environment, NodeOptions options) {
        return new LocalCassandra(
                Java17.find(environment), ServerFiles.of(sourceTree()), options.guarded());
    }

    private static NodeOptions options(Path folder) {
        List<String> address = List.of("127.0.0.1");
        return NodeOptions.single(folder, FreePorts.at(address), FreePorts.at(address));
    }

    /// The root of the source tree that the tests run in.
    public static Path sourceTree() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new CassandraException("not within Guildhall's source tree");
            }
        }
        return folder;
    }

    private static LocalCassandra start(Map<String, String> environment) {
        try {
            Path folder = Files.createTempDirectory("guildhall-cassandra-");
            LocalCassandra starting = ofItsOwn(environment, folder);
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(() -> {
                                starting.kill();
                                delete(folder);
                            }));
            starting.start();
            return starting;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
