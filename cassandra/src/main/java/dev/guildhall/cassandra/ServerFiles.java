package dev.guildhall.cassandra;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The server's program: the jars that the build copied together, and its main class.
///
/// @param app the folder `cassandra/server/target` of a built tree
/// @param recording whether a server writes its start-up archive when it ends
public record ServerFiles(Path app, boolean recording) {

    static final String MAIN = "dev.guildhall.cassandra.server.GuardedDaemon";

    /// Those of the source tree at `home`. Throws [CassandraException] when they were not built.
    public static ServerFiles of(Path home) {
        ServerFiles files = new ServerFiles(home.resolve("cassandra/server/target"), false);
        if (!Files.isDirectory(files.lib())) {
            throw new CassandraException(
                    "Cassandra's jars are not in "
                            + files.lib()
                            + ". Build them: ./guildhall build cassandra");
        }
        return files;
    }

    /// The same, for a server that writes the archive.
    public ServerFiles recorded() {
        return new ServerFiles(app, true);
    }

    /// In one order: an archive holds for the class path that it was made with.
    String classPath() throws IOException {
        try (Stream<Path> jars = Files.list(lib())) {
            return jars.map(jar -> jar.toAbsolutePath().toString())
                    .filter(jar -> jar.endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    /// Options for the archive of loaded classes (JEP 350), which halves the work of a start. The
    /// JVM itself leaves one alone that is not of these jars and this Java.
    List<String> caching() {
        Path archive = app.resolve("cassandra.jsa").toAbsolutePath();
        if (recording) {
            return List.of("-XX:ArchiveClassesAtExit=" + archive);
        }
        return Files.exists(archive)
                ? List.of(
                        "-XX:SharedArchiveFile=" + archive,
                        "-Xlog:cds=off",
                        "-Xlog:cds+dynamic=off")
                : List.of();
    }

    private Path lib() {
        return app.resolve("app/lib");
    }
}
