package dev.guildhall.operator.cli;

import dev.guildhall.common.config.Secret;
import dev.guildhall.operator.local.DataDir;
import dev.guildhall.operator.local.LocalState;
import dev.guildhall.operator.rpc.CallFailedException;
import dev.guildhall.operator.rpc.ClusterClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Starts everything and returns once it is ready; the launcher's script stays for the foreground.
/// What was started is ended again when it does not get ready, or when this is interrupted.
@Command(
        name = "up",
        description = "Start everything; print the chat page's address and a bot's token.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    private static final int DEFAULT_PORT = 8_080;

    @Mixin private DataOption data = new DataOption();

    @Option(
            names = {"-d", "--detach"},
            description = "Return once it is ready, rather than stay until Ctrl-C.")
    private boolean detach;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "A GuildCluster (default: manifests/samples/local.yaml).")
    private @Nullable Path file;

    @Option(
            names = "--store",
            paramLabel = "KIND",
            description =
                    "embedded or cassandra, without a FILE: where everything is kept (default: what"
                            + " the data directory was made with, else embedded).")
    private @Nullable String store;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8080",
            description =
                    "Port of the chat page, the API and the gateway; further edges take the next"
                            + " ones; 0 is any free one (default: ${DEFAULT-VALUE}).")
    private int port = DEFAULT_PORT;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, CallFailedException {
        DataDir dir = data.create();
        try (FileChannel channel =
                        FileChannel.open(
                                dir.upLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw RefusedException.badInput(
                        "--data: \"%s\" is being started by another `up`; name another directory"
                                .formatted(dir.root()));
            }
            UpChecks.Wanted wanted = new UpChecks.Wanted(file, store, port, home());
            UpChecks.Checked checked = UpChecks.check(wanted, new Instance(dir), dir);
            start(dir, checked);
        }
        return 0;
    }

    private void start(DataDir dir, UpChecks.Checked checked)
            throws IOException, CallFailedException {
        AtomicBoolean done = new AtomicBoolean();
        Thread undo = new Thread(() -> undo(dir, done), "undo");
        Runtime.getRuntime().addShutdownHook(undo);
        boolean training = "true".equals(System.getenv("GUILDHALL_TRAINING"));
        Starter starter = new Starter(dir, home());
        LocalState state = starter.awaitReady(starter.start(checked, training));
        try (ClusterClient client = new Instance(dir).client()) {
            print(state, FirstStart.run(client, dir));
        }
        done.set(true);
    }

    private static Path home() {
        return Path.of(System.getenv().getOrDefault("GUILDHALL_HOME", "")).toAbsolutePath();
    }

    private void print(LocalState state, Secret token) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Guildhall is up.");
        out.println("  chat       " + state.endpoints().url());
        out.println("  bot token  " + token.value());
        out.println(detach ? "`./guildhall down` ends it." : "Ctrl-C ends it.");
        out.flush();
    }

    /// Leaves nothing behind when the start did not succeed.
    private static void undo(DataDir dir, AtomicBoolean done) {
        if (done.get()) {
            return;
        }
        try {
            var _ = new Teardown(dir).run();
        } catch (IOException e) {
            System.err.println("guildhall: not everything could be ended: " + e);
        }
    }
}
