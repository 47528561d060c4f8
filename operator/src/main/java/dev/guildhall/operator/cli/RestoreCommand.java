package dev.guildhall.operator.cli;

import dev.guildhall.operator.api.StoreSpec;
import dev.guildhall.operator.local.DataDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `guildhall restore`: a backup into an empty data directory, in which nothing runs.
@Command(
        name = "restore",
        description = {
            "Put a backup into an empty data directory (--data).",
            "One that was interrupted goes on when the same command is given again."
        },
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

    @Mixin private DataOption data = new DataOption();

    @Mixin private ClusterOption cluster = new ClusterOption();

    @Option(
            names = "--store",
            paramLabel = "KIND",
            description =
                    "embedded or cassandra: where to (default: embedded, or cassandra when a"
                            + " cluster is named).")
    private @Nullable String store;

    @Parameters(paramLabel = "DIR", description = "A finished backup.")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws IOException {
        Path backup = folder.toAbsolutePath();
        if (!Files.isDirectory(backup)) {
            throw RefusedException.badInput(
                    "DIR: \"%s\" does not exist; a finished backup is allowed".formatted(folder));
        }
        boolean cassandra = isCassandra();
        DataDir dir = data.create();
        checkEmpty(dir);
        NamedCluster named = cluster.cluster(dir);
        StoreAccess to = new StoreAccess(dir, cassandra ? named.store() : StoreSpec.embedded());
        int code = to.fill(List.of("restore", backup.toString(), dir.store().toString()));
        if (code == 0) {
            if (cassandra) {
                named.keep(dir);
            }
            TransferProgram.copyToken(backup.resolve(dir.botToken().getFileName()), dir.botToken());
        }
        return code;
    }

    private boolean isCassandra() {
        String kind = store == null ? kind(cluster.isGiven()) : store;
        boolean cassandra = kind.equals(StoreSpec.Kind.CASSANDRA.label());
        if (!cassandra && !kind.equals(StoreSpec.Kind.EMBEDDED.label())) {
            throw RefusedException.badInput(
                    "--store: \"%s\" is no kind of store; embedded or cassandra is allowed"
                            .formatted(kind));
        }
        if (!cassandra && cluster.isGiven()) {
            throw RefusedException.badInput(
                    "--store: \"embedded\" is no cluster; leave it out, or the options that name one");
        }
        return cassandra;
    }

    private static String kind(boolean named) {
        return (named ? StoreSpec.Kind.CASSANDRA : StoreSpec.Kind.EMBEDDED).label();
    }

    /// Only what an attempt that was not finished left may be there.
    private static void checkEmpty(DataDir dir) throws IOException {
        if (Files.exists(dir.restoreJournal())) {
            return;
        }
        try (Stream<Path> kept = Files.list(dir.root())) {
            Optional<Path> first = kept.filter(path -> !isLeft(dir, path)).findFirst();
            if (first.isPresent()) {
                throw RefusedException.badInput(
                        "--data: \"%s\" is not empty: it has \"%s\"; a directory that is empty or not there is allowed"
                                .formatted(dir.root(), first.get().getFileName()));
            }
        }
    }

    /// A lock, or a Cassandra that an attempt has only started: what that has is looked into.
    private static boolean isLeft(DataDir dir, Path path) {
        boolean unused = !Files.exists(dir.manifest());
        return path.equals(dir.upLock()) || (unused && path.equals(dir.cassandra()));
    }
}
