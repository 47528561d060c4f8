package dev.guildhall.operator.cli;

import dev.guildhall.operator.local.DataDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Parameters(paramLabel = "DIR", description = "A finished backup.")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws IOException {
        Path backup = folder.toAbsolutePath();
        if (!Files.isDirectory(backup)) {
            throw RefusedException.badInput(
                    "DIR: \"%s\" does not exist; a finished backup is allowed".formatted(folder));
        }
        DataDir dir = data.create();
        checkEmpty(dir);
        int code =
                new TransferProgram(dir)
                        .runAlone(List.of("restore", backup.toString(), dir.store().toString()));
        if (code == 0) {
            TransferProgram.copyToken(backup.resolve(dir.botToken().getFileName()), dir.botToken());
        }
        return code;
    }

    /// Only what an attempt that was not finished left may be there.
    private static void checkEmpty(DataDir dir) throws IOException {
        if (Files.exists(dir.restoreJournal())) {
            return;
        }
        try (Stream<Path> kept = Files.list(dir.root())) {
            Optional<Path> first = kept.filter(path -> !path.equals(dir.upLock())).findFirst();
            if (first.isPresent()) {
                throw RefusedException.badInput(
                        "--data: \"%s\" is not empty: it has \"%s\"; a directory that is empty or not there is allowed"
                                .formatted(dir.root(), first.get().getFileName()));
            }
        }
    }
}
