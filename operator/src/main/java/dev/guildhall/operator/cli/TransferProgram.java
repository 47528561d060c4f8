package dev.guildhall.operator.cli;

import dev.guildhall.operator.local.DataDir;
import dev.guildhall.operator.local.JavaCommand;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The guild pods' program that copies stores: the command line knows no store itself. It reads and
/// writes the same stdout and stderr, and ends when this does.
final class TransferProgram {

    private static final String MAIN = "dev.guildhall.guild.transfer.TransferMain";
    private static final List<String> OPTIONS =
            List.of("-Xmx768m", "-Dlogback.configurationFile=logback-transfer.xml");

    private final DataDir dir;

    TransferProgram(DataDir dir) {
        this.dir = dir;
    }

    /// Something that has a data directory for itself.
    interface Work {
        int run() throws IOException;
    }

    /// Refused while an instance runs, and `up` is refused meanwhile.
    int alone(Work work) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(
                                dir.upLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw RefusedException.badInput(
                        "--data: \"%s\" is in use by another `up`, `restore`, `migrate`, or a `backup` or `export` that has started its Cassandra"
                                .formatted(dir.root()));
            }
            List<String> errors = new ArrayList<>();
            UpChecks.checkUnused(new Instance(dir), dir, errors);
            if (!errors.isEmpty()) {
                throw RefusedException.badInput(errors);
            }
            return work.run();
        }
    }

    static Path home() {
        return Path.of(System.getenv().getOrDefault("GUILDHALL_HOME", "")).toAbsolutePath();
    }

    /// Runs the program with more JVM options and environment; gives its exit code.
    static int run(List<String> options, List<String> arguments, Map<String, String> environment)
            throws IOException {
        List<String> all = new ArrayList<>(OPTIONS);
        all.addAll(options);
        List<String> command =
                new ArrayList<>(
                        new JavaCommand(home(), false).of("guild-pod", "guild-pod", MAIN, all));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment);
        Process process = builder.start();
        Thread end = new Thread(() -> end(process), "end-transfer");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            int code = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(end);
            return code;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a transfer ran", e);
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            var _ = process.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Copies the first bot's token, which only its owner may read, when there is one.
    static void copyToken(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.copy(
                    from,
                    to,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
