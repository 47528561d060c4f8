package dev.guildhall.operator.cli;

import dev.guildhall.operator.api.StoreSpec;
import dev.guildhall.operator.local.DataDir;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `guildhall store`: what is done with a store as a whole.
@Command(
        name = "store",
        description = "Copy an instance's store into another kind of store.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = StoreCommand.Migrate.class)
final class StoreCommand {

    @Command(
            name = "migrate",
            description = {
                "Copy everything into Cassandra, while nothing runs; the files stay as they are.",
                "One that was interrupted goes on when the same command is given again."
            },
            mixinStandardHelpOptions = true)
    static final class Migrate implements Callable<Integer> {

        @Mixin private DataOption data = new DataOption();

        @Mixin private ClusterOption cluster = new ClusterOption();

        @Option(names = "--to", paramLabel = "KIND", required = true, description = "cassandra.")
        private String to = "";

        @Override
        public Integer call() throws IOException {
            if (!to.equals(StoreSpec.Kind.CASSANDRA.label())) {
                throw RefusedException.badInput(
                        "--to: \"%s\" is no kind that can be migrated to; cassandra is allowed"
                                .formatted(to));
            }
            DataDir dir = data.toRead();
            if (dir.madeWith().filter(kind -> kind == StoreSpec.Kind.EMBEDDED).isEmpty()) {
                throw RefusedException.badInput(
                        "--data: \"%s\" holds no embedded store".formatted(dir.root()));
            }
            NamedCluster named = cluster.cluster(dir);
            int code =
                    new StoreAccess(dir, named.store())
                            .fill(List.of("migrate", dir.store().toString()));
            if (code == 0) {
                named.keep(dir);
            }
            return code;
        }
    }
}
