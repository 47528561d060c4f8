package dev.guildhall.operator.cli;

import dev.guildhall.operator.api.StoreSpec;
import dev.guildhall.operator.local.DataDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// `--data DIR`, which every command takes.
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".guildhall",
            description = "Where everything that is kept lies (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of(".guildhall");

    Path path() {
        return data;
    }

    /// The directory of an instance; refused when there is none.
    DataDir existing() throws IOException {
        if (!Files.isDirectory(data)) {
            throw RefusedException.failed(
                    "nothing runs here: --data \"%s\" does not exist; start with `up`"
                            .formatted(data));
        }
        return DataDir.create(data);
    }

    /// The directory of an instance that need not run; refused when there is none.
    DataDir toRead() throws IOException {
        if (!Files.isDirectory(data)) {
            throw RefusedException.badInput(
                    "--data: \"%s\" does not exist; the directory of an instance is allowed"
                            .formatted(data));
        }
        return DataDir.create(data);
    }

    /// The same, of an instance whose store is embedded: what is left of one that was migrated is
    /// old.
    DataDir toReadEmbedded() throws IOException {
        DataDir dir = toRead();
        if (dir.madeWith().filter(kind -> kind == StoreSpec.Kind.CASSANDRA).isPresent()) {
            throw RefusedException.badInput(
                    "--data: \"%s\" keeps everything in Cassandra; only the embedded store can be backed up and exported so far, use the cluster's own snapshots"
                            .formatted(data));
        }
        return dir;
    }

    /// The directory, made when it is not there.
    DataDir create() {
        try {
            return DataDir.create(data);
        } catch (IOException e) {
            throw RefusedException.badInput(
                    "--data: \"%s\" cannot be used: %s; a directory that you may write to is allowed"
                            .formatted(data, e));
        }
    }
}
