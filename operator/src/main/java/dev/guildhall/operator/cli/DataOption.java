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

    /// The directory of an instance that need not run; refused when there is none, or one that is
    /// not whole.
    DataDir toRead() throws IOException {
        if (!Files.isDirectory(data)) {
            throw RefusedException.badInput(
                    "--data: \"%s\" does not exist; the directory of an instance is allowed"
                            .formatted(data));
        }
        DataDir dir = DataDir.create(data);
        if (Files.exists(dir.restoreJournal())) {
            throw RefusedException.badInput(
                    "--data: \"%s\" holds a restore that was not finished; give the same `guildhall restore` again"
                            .formatted(data));
        }
        return dir;
    }

    /// The store to copy out of: the one that is named, or else the directory's.
    StoreAccess source(ClusterOption named) throws IOException {
        if (named.namesCluster()) {
            DataDir any = new DataDir(data.toAbsolutePath()); // which need not exist
            StoreSpec store = named.cluster(any).store();
            if (!store.ownCassandra()) {
                return new StoreAccess(any, store);
            }
        }
        DataDir dir = toRead();
        boolean cassandra =
                dir.madeWith().filter(kind -> kind == StoreSpec.Kind.CASSANDRA).isPresent();
        if (!cassandra && named.isGiven()) {
            throw RefusedException.badInput(
                    "--data: \"%s\" keeps everything in files; a cluster is named by --contact-points or -f"
                            .formatted(data));
        }
        return new StoreAccess(dir, cassandra ? named.cluster(dir).store() : StoreSpec.embedded());
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
