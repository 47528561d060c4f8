package dev.guildhall.operator.cli;

import dev.guildhall.operator.local.DataDir;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `guildhall backup`: a copy of everything, of an instance that runs or not.
@Command(
        name = "backup",
        description = {
            "Copy everything that is kept into a directory, while the instance runs or not.",
            "One that was interrupted goes on when the same command is given again."
        },
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {

    @Mixin private DataOption data = new DataOption();

    @Parameters(
            paramLabel = "DIR",
            description = "Where to: a directory that is empty or not there. It will hold secrets.")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws IOException {
        DataDir dir = data.toReadEmbedded();
        Path target = folder.toAbsolutePath();
        int code =
                new TransferProgram(dir)
                        .run(List.of("backup", dir.store().toString(), target.toString()));
        if (code == 0) {
            TransferProgram.copyToken(dir.botToken(), target.resolve(dir.botToken().getFileName()));
        }
        return code;
    }
}
