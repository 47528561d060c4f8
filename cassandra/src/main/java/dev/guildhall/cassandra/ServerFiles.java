package dev.guildhall.cassandra;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/// The server's program: the jars that the build copied together, and its main class.
///
/// @param app the folder `cassandra/server/target` of a built tree
public record ServerFiles(Path app) {

    static final String MAIN = "dev.guildhall.cassandra.server.GuardedDaemon";

    /// Those of the source tree at `home`. Throws [CassandraException] when they were not built.
    public static ServerFiles of(Path home) {
        ServerFiles files = new ServerFiles(home.resolve("cassandra/server/target"));
        if (!Files.isDirectory(files.lib()) || !Files.isDirectory(files.classes())) {
            throw new CassandraException(
                    "Cassandra's jars are not in "
                            + files.lib()
                            + ". Build them: ./guildhall build cassandra");
        }
        return files;
    }

    String classPath() {
        return classes() + File.pathSeparator + lib().resolve("*");
    }

    private Path lib() {
        return app.resolve("app/lib");
    }

    private Path classes() {
        return app.resolve("classes");
    }
}
