package dev.guildhall.operator.cli;

import dev.guildhall.cassandra.CassandraException;
import dev.guildhall.cassandra.FreePorts;
import dev.guildhall.cassandra.Java17;
import dev.guildhall.cassandra.LocalCassandra;
import dev.guildhall.cassandra.NodeOptions;
import dev.guildhall.cassandra.ServerFiles;
import dev.guildhall.operator.api.StoreSpec;
import dev.guildhall.operator.local.DataDir;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

        private static final String LOOPBACK = "127.0.0.1";

        @Mixin private DataOption data = new DataOption();

        @Option(names = "--to", paramLabel = "KIND", required = true, description = "cassandra.")
        private String to = "";

        @Option(
                names = "--contact-points",
                paramLabel = "HOST:PORT,...",
                description =
                        "Nodes of a cluster (default: the data directory's own Cassandra, which is"
                                + " started for it).")
        private @Nullable String contactPoints;

        @Option(
                names = "--keyspace",
                paramLabel = "NAME",
                defaultValue = "guildhall",
                description = "Made when there is none (default: ${DEFAULT-VALUE}).")
        private String keyspace = "guildhall";

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
            int code = contactPoints == null ? intoOwn(dir) : into(dir, contactPoints);
            if (code == 0) {
                dir.makeWith(StoreSpec.Kind.CASSANDRA);
            }
            return code;
        }

        private int intoOwn(DataDir dir) throws IOException {
            Path home = TransferProgram.home();
            int cql = FreePorts.at(List.of(LOOPBACK));
            int storage = FreePorts.at(List.of(LOOPBACK));
            NodeOptions node = NodeOptions.single(dir.cassandra(), cql, storage).guarded();
            return new TransferProgram(dir)
                    .alone(() -> {
                        try (LocalCassandra cassandra =
                                new LocalCassandra(
                                        Java17.find(System.getenv()), ServerFiles.of(home), node)) {
                            cassandra.start();
                            return run(dir, LOOPBACK + ":" + cql);
                        } catch (CassandraException e) {
                            throw RefusedException.failed(String.valueOf(e.getMessage()));
                        }
                    });
        }

        private int into(DataDir dir, String points) throws IOException {
            return new TransferProgram(dir).alone(() -> run(dir, points));
        }

        private int run(DataDir dir, String points) throws IOException {
            Map<String, String> environment = new HashMap<>();
            environment.put("GUILDHALL_CASSANDRA_CONTACT_POINTS", points);
            environment.put("GUILDHALL_CASSANDRA_KEYSPACE", keyspace);
            return new TransferProgram(dir)
                    .program(
                            List.of(dir.marker()),
                            List.of("migrate", dir.store().toString()),
                            environment);
        }
    }
}
