package dev.guildhall.operator.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `guildhall export`: one guild as JSON lines.
@Command(
        name = "export",
        description = "Write a guild as JSON lines, while the instance runs or not.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

    @Mixin private DataOption data = new DataOption();

    @Mixin private ClusterOption cluster = new ClusterOption();

    @Option(names = "--guild", paramLabel = "ID", required = true, description = "The guild's id.")
    private String guild = "";

    @Option(names = "--out", paramLabel = "FILE", description = "Where to (default: stdout).")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        String guildId = Names.guildId(guild).toString();
        StoreAccess store = data.source(cluster);
        List<String> arguments = new ArrayList<>(List.of("export", store.name(), guildId));
        if (out != null) {
            arguments.add(out.toAbsolutePath().toString());
        }
        return store.read(arguments);
    }
}
