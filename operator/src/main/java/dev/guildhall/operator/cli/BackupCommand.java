package dev.guildhall.operator.cli;

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

    @Mixin private ClusterOption cluster = new ClusterOption();

    @Parameters(
            paramLabel = "DIR",
            description = "Where to: a directory that is empty or not there. It will hold secrets.")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws IOException {
        StoreAccess store = data.source(cluster);
        Path target = folder.toAbsolutePath();
        int code = store.read(List.of("backup", store.name(), target.toString()));
        Path token = store.dir().botToken();
        if (code == 0 && !cluster.namesCluster()) {
            TransferProgram.copyToken(token, target.resolve(token.getFileName()));
        }
        return code;
    }
}
