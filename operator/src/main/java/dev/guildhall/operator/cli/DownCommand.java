package dev.guildhall.operator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `guildhall down`: ends every process of a data directory, by its process id.
@Command(
        name = "down",
        description = "End everything. What is kept stays.",
        mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

    @Mixin private DataOption data = new DataOption();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        int ended = Files.isDirectory(data.path()) ? new Teardown(data.existing()).run() : 0;
        String text = ended == 0 ? "nothing was running" : ended + " processes ended";
        spec.commandLine().getErr().println(text);
        return 0;
    }
}
